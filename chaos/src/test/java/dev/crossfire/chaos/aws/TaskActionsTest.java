package dev.crossfire.chaos.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.disruption.Disruption.DisruptionSpec;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.faults.CpuStress;
import dev.crossfire.chaos.faults.NetworkLatency;
import dev.crossfire.chaos.faults.NetworkLoss;
import dev.crossfire.chaos.faults.NetworkPartition;
import dev.crossfire.chaos.faults.Workflow;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.FaultException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Disruptions of tasks in the terms of FIS. */
class TaskActionsTest {
    private static final Inventory NOTHING_ELSE = new Inventory("test", List.of(), List.of());
    private static final String DURATION = "PT30S";

    private static Target target(String type, String id, @Nullable String address) {
        return new Target("role", type, id, null, Set.of(), Map.of(), address == null ? null : URI.create(address));
    }

    private static List<ExperimentStep> steps(Capability capability, FaultSettings settings, Target... targets)
            throws FaultException {
        InjectionStep step = new InjectionStep(
                new DisruptionSpec(capability, settings), List.of(targets), Duration.ZERO, Duration.parse(DURATION));
        return ActionTable.AWS.steps(List.of(step), NOTHING_ELSE);
    }

    @Test
    void awsIsOfferedOnlyWhatItHasActionsFor() {
        assertThat(ActionTable.AWS.capabilities("aws:ecs:task"))
                .contains(Capability.LATENCY, Capability.LOSS, Capability.PARTITION)
                .doesNotContain(Capability.RESET);
        assertThat(ActionTable.AWS.capabilities("aws:rds:cluster")).doesNotContain(Capability.UNREACHABLE);
    }

    @Test
    void aTaskIsSlowedInMilliseconds() throws FaultException {
        ExperimentStep step = steps(
                        Capability.LATENCY,
                        new NetworkLatency.Settings(Duration.ofMillis(250), Duration.ofMillis(20)),
                        target("aws:ecs:task", "arn:1", null),
                        target("aws:ecs:task", "arn:2", null))
                .get(0);
        assertThat(step.action()).isEqualTo("aws:ecs:task-network-latency");
        assertThat(step.targetKey()).isEqualTo("Tasks");
        assertThat(step.parameters())
                .isEqualTo(Map.of(
                        "delayMilliseconds", "250",
                        "jitterMilliseconds", "20",
                        "useEcsFaultInjectionEndpoints", "true",
                        "duration", DURATION));
    }

    @Test
    void aTargetNamesNoMoreResourcesThanFisAccepts() throws FaultException {
        Target[] tasks = IntStream.rangeClosed(1, 11)
                .mapToObj(i -> target("aws:ecs:task", "arn:" + i, null))
                .toArray(Target[]::new);
        List<ExperimentStep> steps = steps(Capability.LOSS, new NetworkLoss.Settings(new Ratio(0.07)), tasks);
        assertThat(steps)
                .extracting(ExperimentStep::name)
                .containsExactly("packet-loss", "packet-loss-2", "packet-loss-3");
        assertThat(steps)
                .extracting(step -> Objects.requireNonNull(step.aim()).arns().size())
                .containsExactly(5, 5, 1);
        assertThat(steps)
                .extracting(step -> Objects.requireNonNull(step.aim()).name())
                .doesNotHaveDuplicates();
    }

    @Test
    void tasksAreCutOffAtThePortOfEachOnesAddress() throws FaultException {
        List<ExperimentStep> steps = steps(
                Capability.PARTITION,
                new NetworkPartition.Settings(null),
                target("aws:ecs:task", "arn:1", "http://10.0.0.1:8080/health"),
                target("aws:ecs:task", "arn:2", "http://10.0.0.2:8081/health"),
                target("aws:ecs:task", "arn:3", "http://10.0.0.3:8080/health"),
                target("aws:ecs:task", "arn:4", "https://example.org"));
        assertThat(steps)
                .extracting(ExperimentStep::name)
                .containsExactly("blackhole-8080", "blackhole-8081", "blackhole-443");
        assertThat(steps.get(0).parameters())
                .containsEntry("port", "8080")
                .containsEntry("protocol", "tcp")
                .containsEntry("trafficType", "ingress")
                .containsEntry("duration", DURATION);
    }

    @Test
    void thePortThatIsGivenCountsAndWithoutAnyThereIsNoPartition() throws FaultException {
        Target hidden = target("aws:ecs:task", "arn:1", null);
        assertThat(steps(Capability.PARTITION, new NetworkPartition.Settings(9000), hidden))
                .extracting(ExperimentStep::name)
                .containsExactly("blackhole-9000");
        assertThatThrownBy(() -> steps(Capability.PARTITION, new NetworkPartition.Settings(null), hidden))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("give the fault a port");
    }

    @Test
    void processorsAreKeptBusyByTheShareInPercent() throws FaultException {
        ExperimentStep step = steps(Capability.CPU, new CpuStress.Settings(null), target("aws:ecs:task", "arn:1", null))
                .get(0);
        assertThat(step.parameters()).isEqualTo(Map.of("percent", "100", "workers", "0", "duration", DURATION));
    }

    @Test
    void aWorkflowGetsItsParametersAsJson() throws FaultException {
        String document = "arn:aws:ssm:eu-central-1:123456789012:document/failover";
        Target target = new Target("role", "aws:ecs:task", "arn:1", null, Set.of(Capability.WORKFLOW), Map.of());
        ExperimentStep step = steps(
                        Capability.WORKFLOW,
                        new Workflow.Settings(document, Map.of("to", "b"), SymptomKind.REPLACED),
                        target)
                .get(0);
        assertThat(step.parameters())
                .isEqualTo(Map.of(
                        "documentArn", document, "documentParameters", "{\"to\":\"b\"}", "maxDuration", DURATION));
    }
}
