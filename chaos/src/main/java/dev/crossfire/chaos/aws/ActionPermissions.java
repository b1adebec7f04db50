package dev.crossfire.chaos.aws;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What the experiment role must be allowed on AWS for each action that Crossfire uses.
 *
 * <p>Taken from AWS's reference of actions and its managed policies, the optional permissions included: without
 * {@code kms:CreateGrant} an instance with an encrypted volume is stopped and never started again.
 *
 * @see <a href="https://docs.aws.amazon.com/fis/latest/userguide/fis-actions-reference.html">Actions reference</a>
 */
final class ActionPermissions {
    private static final String TAGS = "tag:GetResources";
    private static final String DESCRIBE_INSTANCES = "ec2:DescribeInstances";
    private static final String DESCRIBE_SUBNETS = "ec2:DescribeSubnets";

    /** How FIS finds tasks, and reaches them through the agent of Systems Manager that runs beside them. */
    private static final List<String> TASKS = List.of(
            "ecs:DescribeTasks", "ecs:ListTasks", "ssm:SendCommand", "ssm:ListCommands", "ssm:CancelCommand", TAGS);

    /** Where a task runs, because what it sends is slowed or lost by its sources. */
    private static final List<String> TASK_TRAFFIC =
            and(TASKS, "ecs:DescribeContainerInstances", DESCRIBE_INSTANCES, DESCRIBE_SUBNETS);

    /** What a fault in a function's runtime is made with: its extension reads a file that FIS writes. */
    private static final List<String> FUNCTIONS =
            List.of("s3:PutObject", "s3:DeleteObject", "lambda:GetFunction", TAGS);

    private static final List<String> PODS = List.of("eks:DescribeCluster", DESCRIBE_SUBNETS, TAGS);

    private static final Map<String, List<String>> BY_ACTION = Map.ofEntries(
            Map.entry(
                    "aws:arc:start-zonal-autoshift",
                    List.of(
                            "arc-zonal-shift:StartZonalShift",
                            "arc-zonal-shift:GetManagedResource",
                            "arc-zonal-shift:UpdateZonalShift",
                            "arc-zonal-shift:CancelZonalShift",
                            "arc-zonal-shift:ListManagedResources",
                            "autoscaling:DescribeTags",
                            TAGS)),
            Map.entry("aws:cloudwatch:assert-alarm-state", List.of("cloudwatch:DescribeAlarms")),
            Map.entry(
                    "aws:dynamodb:global-table-pause-replication",
                    List.of(
                            "dynamodb:PutResourcePolicy",
                            "dynamodb:DeleteResourcePolicy",
                            "dynamodb:GetResourcePolicy",
                            "dynamodb:DescribeTable",
                            "dynamodb:InjectError",
                            TAGS)),
            Map.entry("aws:ebs:pause-volume-io", List.of("ec2:DescribeVolumes", "ec2:PauseVolumeIO", TAGS)),
            Map.entry("aws:ebs:volume-io-latency", List.of("ec2:DescribeVolumes", "ec2:InjectVolumeIOLatency", TAGS)),
            Map.entry("aws:ec2:api-insufficient-instance-capacity-error", List.of("ec2:InjectApiError")),
            Map.entry(
                    "aws:ec2:asg-insufficient-instance-capacity-error",
                    List.of("ec2:InjectApiError", "autoscaling:DescribeAutoScalingGroups")),
            Map.entry("aws:ec2:reboot-instances", List.of("ec2:RebootInstances", DESCRIBE_INSTANCES)),
            Map.entry(
                    "aws:ec2:send-spot-instance-interruptions",
                    List.of("ec2:SendSpotInstanceInterruptions", DESCRIBE_INSTANCES)),
            Map.entry(
                    "aws:ec2:stop-instances",
                    List.of("ec2:StopInstances", "ec2:StartInstances", DESCRIBE_INSTANCES, "kms:CreateGrant")),
            Map.entry("aws:ec2:terminate-instances", List.of("ec2:TerminateInstances", DESCRIBE_INSTANCES)),
            Map.entry(
                    "aws:ecs:drain-container-instances",
                    List.of(
                            "ecs:DescribeClusters",
                            "ecs:UpdateContainerInstancesState",
                            "ecs:ListContainerInstances",
                            TAGS)),
            Map.entry("aws:ecs:stop-task", List.of("ecs:DescribeTasks", "ecs:ListTasks", "ecs:StopTask", TAGS)),
            Map.entry("aws:ecs:task-cpu-stress", TASKS),
            Map.entry("aws:ecs:task-io-stress", TASKS),
            Map.entry("aws:ecs:task-kill-process", TASKS),
            Map.entry("aws:ecs:task-network-blackhole-port", TASKS),
            Map.entry("aws:ecs:task-network-latency", TASK_TRAFFIC),
            Map.entry("aws:ecs:task-network-packet-loss", TASK_TRAFFIC),
            Map.entry("aws:eks:pod-cpu-stress", PODS),
            Map.entry("aws:eks:pod-delete", PODS),
            Map.entry("aws:eks:pod-io-stress", PODS),
            Map.entry("aws:eks:pod-memory-stress", PODS),
            Map.entry("aws:eks:pod-network-blackhole-port", PODS),
            Map.entry("aws:eks:pod-network-latency", PODS),
            Map.entry("aws:eks:pod-network-packet-loss", PODS),
            Map.entry(
                    "aws:eks:terminate-nodegroup-instances",
                    List.of("ec2:TerminateInstances", DESCRIBE_INSTANCES, "eks:DescribeNodegroup", TAGS)),
            Map.entry(
                    "aws:elasticache:replicationgroup-interrupt-az-power",
                    List.of("elasticache:InterruptClusterAzPower", "elasticache:DescribeReplicationGroups", TAGS)),
            Map.entry("aws:fis:inject-api-internal-error", List.of("fis:InjectApiInternalError")),
            Map.entry("aws:fis:inject-api-throttle-error", List.of("fis:InjectApiThrottleError")),
            Map.entry("aws:fis:inject-api-unavailable-error", List.of("fis:InjectApiUnavailableError")),
            Map.entry("aws:fis:wait", List.of()),
            Map.entry("aws:lambda:invocation-add-delay", FUNCTIONS),
            Map.entry("aws:lambda:invocation-error", FUNCTIONS),
            Map.entry("aws:lambda:invocation-http-integration-response", FUNCTIONS),
            Map.entry(
                    "aws:network:disrupt-connectivity",
                    List.of(
                            "ec2:CreateNetworkAcl",
                            "ec2:CreateNetworkAclEntry",
                            "ec2:CreateTags",
                            "ec2:DeleteNetworkAcl",
                            "ec2:DescribeManagedPrefixLists",
                            "ec2:DescribeNetworkAcls",
                            DESCRIBE_SUBNETS,
                            "ec2:DescribeVpcs",
                            "ec2:GetManagedPrefixListEntries",
                            "ec2:ReplaceNetworkAclAssociation")),
            Map.entry(
                    "aws:network:route-table-disrupt-cross-region-connectivity",
                    List.of(
                            "ec2:AssociateRouteTable",
                            "ec2:CreateManagedPrefixList",
                            "ec2:CreateNetworkInterface",
                            "ec2:CreateRoute",
                            "ec2:CreateRouteTable",
                            "ec2:CreateTags",
                            "ec2:DeleteManagedPrefixList",
                            "ec2:DeleteNetworkInterface",
                            "ec2:DeleteRouteTable",
                            "ec2:DescribeManagedPrefixLists",
                            "ec2:DescribeNetworkInterfaces",
                            "ec2:DescribeRouteTables",
                            DESCRIBE_SUBNETS,
                            "ec2:DescribeVpcPeeringConnections",
                            "ec2:DescribeVpcs",
                            "ec2:DisassociateRouteTable",
                            "ec2:GetManagedPrefixListEntries",
                            "ec2:ModifyManagedPrefixList",
                            "ec2:ModifyVpcEndpoint",
                            "ec2:ReplaceRouteTableAssociation")),
            Map.entry("aws:rds:failover-db-cluster", List.of("rds:FailoverDBCluster", "rds:DescribeDBClusters", TAGS)),
            Map.entry("aws:rds:reboot-db-instances", List.of("rds:RebootDBInstance", "rds:DescribeDBInstances", TAGS)),
            Map.entry("aws:ssm:send-command", List.of("ssm:SendCommand", "ssm:ListCommands", "ssm:CancelCommand")),
            Map.entry(
                    "aws:ssm:start-automation-execution",
                    List.of(
                            "ssm:StartAutomationExecution",
                            "ssm:GetAutomationExecution",
                            "ssm:StopAutomationExecution",
                            "iam:PassRole")));

    private ActionPermissions() {}

    /** Those of one action; none for one that AWS does not have. */
    static List<String> of(String action) {
        return action.startsWith("aws:")
                ? Objects.requireNonNull(BY_ACTION.get(action), () -> "no permissions are listed for " + action)
                : List.of();
    }

    /** Those of any action; empty for one that is not listed here. */
    static Optional<List<String>> find(String action) {
        return Optional.ofNullable(BY_ACTION.get(action));
    }

    /** Those of several actions, each once. */
    static List<String> of(List<String> actions) {
        return actions.stream()
                .flatMap(action -> of(action).stream())
                .distinct()
                .toList();
    }

    private static List<String> and(List<String> some, String... more) {
        return Stream.concat(some.stream(), Stream.of(more)).toList();
    }
}
