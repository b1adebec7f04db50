package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateTargetInput;

/** What actions on machines, subnets and tasks ask of the inventory, and that they take it back. */
class ZoneActionsTest {
    private static final String HOST = FakeInventory.ACCOUNT.arn("ec2", "instance/i-1a");
    private static final String SUBNET = FakeInventory.ACCOUNT.arn("ec2", "subnet/subnet-1a");
    private static final String GROUP = FakeInventory.ACCOUNT.arn("autoscaling", "autoScalingGroup:1:hosts");
    private static final String TASK = FakeInventory.ACCOUNT.arn("ecs", "task/shop/shop-1a-1");
    private static final String IN_A_WHILE = "PT2M";

    private FisFixture fixture;

    @BeforeEach
    void open() {
        fixture = new FisFixture();
        fixture.inventory
                .with("aws:ec2:instance", HOST, Map.of())
                .with("aws:ec2:subnet", SUBNET, Map.of())
                .with("aws:ec2:autoscaling-group", GROUP, Map.of())
                .with("aws:ecs:task", TASK, Map.of());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    static List<Arguments> held() {
        return List.of(
                held(
                        "aws:ec2:stop-instances",
                        "Instances",
                        "aws:ec2:instance",
                        HOST,
                        Map.of("startInstancesAfterDuration", IN_A_WHILE),
                        "stop " + HOST,
                        "start " + HOST),
                held(
                        "aws:ec2:asg-insufficient-instance-capacity-error",
                        "AutoScalingGroups",
                        "aws:ec2:autoscaling-group",
                        GROUP,
                        Map.of("duration", IN_A_WHILE, "availabilityZoneIdentifiers", "eu-central-1a"),
                        "withhold " + GROUP + " [eu-central-1a]",
                        "grant " + GROUP + " [eu-central-1a]"),
                held(
                        "aws:network:disrupt-connectivity",
                        "Subnets",
                        "aws:ec2:subnet",
                        SUBNET,
                        Map.of("duration", IN_A_WHILE, "scope", "all"),
                        "isolate " + SUBNET,
                        "connect " + SUBNET),
                held(
                        "lab:process:pause",
                        "Tasks",
                        "aws:ecs:task",
                        TASK,
                        Map.of("duration", IN_A_WHILE),
                        "pause " + TASK,
                        "resume " + TASK),
                held(
                        "aws:ecs:task-cpu-stress",
                        "Tasks",
                        "aws:ecs:task",
                        TASK,
                        Map.of("duration", IN_A_WHILE, "percent", "70"),
                        "stress " + TASK + " Cpu[percent=70, workers=0] PT2M",
                        "rest " + TASK),
                held(
                        "lab:memory:stress",
                        "Tasks",
                        "aws:ecs:task",
                        TASK,
                        Map.of("duration", IN_A_WHILE),
                        "stress " + TASK + " Memory[percent=80] PT2M",
                        "rest " + TASK));
    }

    private static Arguments held(
            String action,
            String key,
            String type,
            String arn,
            Map<String, String> parameters,
            String begin,
            String end) {
        return Arguments.of(action, key, type, arn, parameters, begin, end);
    }

    @ParameterizedTest
    @MethodSource("held")
    void isUndoneAfterItsDuration(
            String action,
            String key,
            String type,
            String arn,
            Map<String, String> parameters,
            String begin,
            String end) {
        String experiment = fixture.start(template(action, key, type, arn, parameters));
        await().until(() -> fixture.time.waiting() == 1);
        assertThat(fixture.inventory.calls).containsExactly(begin);

        fixture.time.advance(Duration.ofMinutes(2));

        fixture.awaitStatus(experiment, "completed");
        assertThat(fixture.inventory.calls).containsExactly(begin, end);
    }

    @Test
    void instancesWithoutARestartStayStopped() {
        String experiment =
                fixture.start(template("aws:ec2:stop-instances", "Instances", "aws:ec2:instance", HOST, Map.of()));

        fixture.awaitStatus(experiment, "completed");

        assertThat(fixture.inventory.calls).containsExactly("stop " + HOST);
    }

    @Test
    void stoppedTasksAreLeftToTheirService() {
        String experiment = fixture.start(template("aws:ecs:stop-task", "Tasks", "aws:ecs:task", TASK, Map.of()));

        fixture.awaitStatus(experiment, "completed");

        assertThat(fixture.inventory.calls).containsExactly("stop " + TASK);
    }

    @Test
    void aZoneOfOneMachineCannotLackHalfOfThem() {
        Map<String, String> parameters = new HashMap<>(Map.of("duration", IN_A_WHILE));
        parameters.put("availabilityZoneIdentifiers", "eu-central-1a");
        parameters.put("percentage", "50");
        String experiment = fixture.start(template(
                "aws:ec2:asg-insufficient-instance-capacity-error",
                "AutoScalingGroups",
                "aws:ec2:autoscaling-group",
                GROUP,
                parameters));

        assertThat(fixture.awaitStatus(experiment, "failed").state().reason())
                .contains("percentage is 50; expected 100");
        assertThat(fixture.inventory.calls).isEmpty();
    }

    private String template(String action, String key, String type, String arn, Map<String, String> parameters) {
        return fixture.template(draft -> draft.targets(Map.of(
                        "it",
                        CreateExperimentTemplateTargetInput.builder()
                                .resourceType(type)
                                .resourceArns(arn)
                                .selectionMode("ALL")
                                .build()))
                .actions(Map.of(
                        "break",
                        CreateExperimentTemplateActionInput.builder()
                                .actionId(action)
                                .parameters(parameters)
                                .targets(Map.of(key, "it"))
                                .build())));
    }
}
