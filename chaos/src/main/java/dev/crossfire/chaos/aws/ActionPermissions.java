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

    private static final Map<String, List<String>> BY_ACTION = Map.ofEntries(
            Map.entry(
                    "aws:ec2:stop-instances",
                    List.of("ec2:StopInstances", "ec2:StartInstances", DESCRIBE_INSTANCES, "kms:CreateGrant")),
            Map.entry(
                    "aws:ec2:asg-insufficient-instance-capacity-error",
                    List.of("ec2:InjectApiError", "autoscaling:DescribeAutoScalingGroups")),
            Map.entry("aws:ecs:stop-task", List.of("ecs:DescribeTasks", "ecs:ListTasks", "ecs:StopTask", TAGS)),
            Map.entry("aws:ecs:task-cpu-stress", TASKS),
            Map.entry("aws:ecs:task-network-blackhole-port", TASKS),
            Map.entry("aws:ecs:task-network-latency", TASK_TRAFFIC),
            Map.entry("aws:ecs:task-network-packet-loss", TASK_TRAFFIC),
            Map.entry(
                    "aws:elasticache:replicationgroup-interrupt-az-power",
                    List.of("elasticache:InterruptClusterAzPower", "elasticache:DescribeReplicationGroups", TAGS)),
            Map.entry("aws:fis:wait", List.of()),
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
            Map.entry("aws:rds:failover-db-cluster", List.of("rds:FailoverDBCluster", "rds:DescribeDBClusters", TAGS)),
            Map.entry("aws:rds:reboot-db-instances", List.of("rds:RebootDBInstance", "rds:DescribeDBInstances", TAGS)),
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
