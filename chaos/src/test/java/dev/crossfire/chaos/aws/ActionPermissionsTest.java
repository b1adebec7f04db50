package dev.crossfire.chaos.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.model.Capability;
import dev.crossfire.spi.EnvironmentProvider.InjectionMethod;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The listed permissions against AWS's reference of actions, as of February 2026. */
class ActionPermissionsTest {
    private static final String TASK = "ecs:DescribeTasks ssm:SendCommand ssm:ListCommands ssm:CancelCommand";

    /** What the reference lists under "Permissions" for each action, the optional ones included. */
    private static final Map<String, String> REFERENCE = Map.ofEntries(
            Map.entry(
                    "aws:ec2:stop-instances",
                    "ec2:StopInstances ec2:StartInstances ec2:DescribeInstances kms:CreateGrant"),
            Map.entry(
                    "aws:ec2:asg-insufficient-instance-capacity-error",
                    "ec2:InjectApiError autoscaling:DescribeAutoScalingGroups"),
            Map.entry(
                    "aws:arc:start-zonal-autoshift",
                    "arc-zonal-shift:StartZonalShift arc-zonal-shift:GetManagedResource arc-zonal-shift:UpdateZonalShift"
                            + " arc-zonal-shift:CancelZonalShift arc-zonal-shift:ListManagedResources"
                            + " autoscaling:DescribeTags tag:GetResources"),
            Map.entry(
                    "aws:dynamodb:global-table-pause-replication",
                    "dynamodb:PutResourcePolicy dynamodb:DeleteResourcePolicy dynamodb:GetResourcePolicy"
                            + " dynamodb:DescribeTable dynamodb:InjectError tag:GetResources"),
            Map.entry("aws:ebs:pause-volume-io", "ec2:DescribeVolumes ec2:PauseVolumeIO tag:GetResources"),
            Map.entry(
                    "aws:ec2:send-spot-instance-interruptions",
                    "ec2:SendSpotInstanceInterruptions ec2:DescribeInstances"),
            Map.entry(
                    "aws:ecs:drain-container-instances",
                    "ecs:DescribeClusters ecs:UpdateContainerInstancesState ecs:ListContainerInstances tag:GetResources"),
            Map.entry(
                    "aws:eks:terminate-nodegroup-instances",
                    "ec2:DescribeInstances ec2:TerminateInstances eks:DescribeNodegroup tag:GetResources"),
            Map.entry("aws:fis:inject-api-throttle-error", "fis:InjectApiThrottleError"),
            Map.entry(
                    "aws:lambda:invocation-add-delay",
                    "s3:PutObject s3:DeleteObject lambda:GetFunction tag:GetResources"),
            Map.entry("aws:ecs:stop-task", "ecs:DescribeTasks ecs:ListTasks ecs:StopTask tag:GetResources"),
            Map.entry("aws:ecs:task-cpu-stress", TASK),
            Map.entry("aws:ecs:task-network-blackhole-port", TASK),
            Map.entry(
                    "aws:ecs:task-network-latency",
                    TASK + " ecs:DescribeContainerInstances ec2:DescribeInstances ec2:DescribeSubnets"),
            Map.entry(
                    "aws:ecs:task-network-packet-loss",
                    TASK + " ecs:DescribeContainerInstances ec2:DescribeInstances ec2:DescribeSubnets"),
            Map.entry(
                    "aws:elasticache:replicationgroup-interrupt-az-power",
                    "elasticache:InterruptClusterAzPower elasticache:DescribeReplicationGroups tag:GetResources"),
            Map.entry(
                    "aws:network:disrupt-connectivity",
                    "ec2:CreateNetworkAcl ec2:CreateNetworkAclEntry ec2:CreateTags ec2:DeleteNetworkAcl"
                            + " ec2:DescribeManagedPrefixLists ec2:DescribeNetworkAcls ec2:DescribeSubnets"
                            + " ec2:DescribeVpcs ec2:GetManagedPrefixListEntries ec2:ReplaceNetworkAclAssociation"),
            Map.entry("aws:rds:failover-db-cluster", "rds:FailoverDBCluster rds:DescribeDBClusters tag:GetResources"),
            Map.entry("aws:rds:reboot-db-instances", "rds:RebootDBInstance rds:DescribeDBInstances tag:GetResources"),
            Map.entry(
                    "aws:ssm:start-automation-execution",
                    "ssm:GetAutomationExecution ssm:StartAutomationExecution ssm:StopAutomationExecution iam:PassRole"));

    @Test
    void everyActionOfTheTableIsAllowedAllThatAwsListsForIt() {
        Set<String> actions = ActionTable.AWS.mappings().stream()
                .flatMap(mapping -> mapping.actions().stream())
                .collect(Collectors.toCollection(TreeSet::new));
        actions.addAll(PassThroughActions.mapping("*", Capability.WORKFLOW).actions());
        actions.addAll(PreviewAction.actions());
        assertThat(REFERENCE.keySet()).containsExactlyInAnyOrderElementsOf(actions);
        for (String action : actions) {
            assertThat(ActionPermissions.of(action))
                    .as(action)
                    .doesNotHaveDuplicates()
                    .contains(String.valueOf(REFERENCE.get(action)).split(" "));
        }
    }

    @Test
    void theDocumentationGetsThemAll() {
        for (ActionMapping mapping : ActionTable.AWS.mappings()) {
            InjectionMethod method = ActionTable.AWS.methods().stream()
                    .filter(one -> one.capability().equals(mapping.capability())
                            && one.type().equals(mapping.type()))
                    .findFirst()
                    .orElseThrow();
            assertThat(method.permissions())
                    .containsAll(mapping.actions().stream()
                            .flatMap(action -> Stream.of(
                                    String.valueOf(REFERENCE.get(action)).split(" ")))
                            .toList());
        }
    }

    @Test
    void anActionWithoutPermissionsCannotBeAddedAndTheLabsNeedNone() {
        assertThat(ActionPermissions.of(List.of("lab:cache:kill", "aws:fis:wait")))
                .isEmpty();
        assertThatThrownBy(() -> ActionPermissions.of("aws:kinesis:stream-expired-iterator-exception"))
                .hasMessageContaining("no permissions are listed for aws:kinesis:stream-expired-iterator-exception");
    }
}
