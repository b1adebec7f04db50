package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.lab.fis.NetworkFault.Traffic;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateTargetInput;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ValidationException;

/** What each action of the network does to it, for how long, and what it refuses. */
class NetworkActionsTest {
    private static final NetworkFault HOLE = new NetworkFault.Blackhole();

    private FisFixture fixture;

    @BeforeEach
    void open() {
        fixture = new FisFixture();
        fixture.inventory
                .with("lab:link", arn("lab:link"), Map.of())
                .with(
                        "aws:ecs:task",
                        arn("aws:ecs:task"),
                        Map.of("Containers.NetworkBindings.HostPort", List.of("8080")))
                .with("aws:ec2:subnet", arn("aws:ec2:subnet"), Map.of())
                .with("aws:rds:cluster", arn("aws:rds:cluster"), Map.of());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    static Stream<Arguments> actions() {
        return Stream.of(
                arguments("lab:link:latency", Map.of(), slow(Traffic.EGRESS, 200, 10)),
                arguments(
                        "lab:link:latency",
                        Map.of("delayMilliseconds", "40", "jitterMilliseconds", "5", "direction", "to-upstream"),
                        slow(Traffic.INGRESS, 40, 5)),
                arguments("lab:link:loss", Map.of(), new NetworkFault.PacketLoss(Traffic.EGRESS, 7)),
                arguments("lab:link:blackhole", Map.of(), HOLE),
                arguments("lab:link:reset", Map.of(), new NetworkFault.Reset()),
                arguments(
                        "aws:ecs:task-network-latency",
                        Map.of("delayMilliseconds", "300", "useEcsFaultInjectionEndpoints", "true"),
                        slow(Traffic.EGRESS, 300, 10)),
                arguments(
                        "aws:ecs:task-network-packet-loss",
                        Map.of("lossPercent", "30"),
                        new NetworkFault.PacketLoss(Traffic.EGRESS, 30)),
                arguments(
                        "aws:ecs:task-network-blackhole-port",
                        Map.of("port", "8080", "protocol", "tcp", "trafficType", "ingress"),
                        HOLE),
                arguments("lab:database:unreachable", Map.of(), HOLE),
                arguments("lab:database:unreachable", Map.of("mode", "refuse"), new NetworkFault.Reset()));
    }

    private static Arguments arguments(String action, Map<String, String> parameters, NetworkFault fault) {
        return Arguments.of(action, parameters, fault);
    }

    @ParameterizedTest
    @MethodSource("actions")
    void disruptsItsTargetForItsDuration(String action, Map<String, String> parameters, NetworkFault fault) {
        String start = "disrupt " + arn(type(action)) + " " + fault;
        String end = "restore " + arn(type(action)) + " " + fault;

        fixture.start(template(action, parameters));
        await().until(() -> fixture.time.waiting() == 1);
        assertThat(fixture.inventory.calls).containsExactly(start);
        fixture.time.advance(Duration.ofMinutes(2));

        await().until(() -> fixture.inventory.calls.size() == 2);
        assertThat(fixture.inventory.calls).containsExactly(start, end);
    }

    @ParameterizedTest
    @CsvSource({
        "lab:link:latency, direction, sideways, expected to-client or to-upstream",
        "lab:link:latency, delayMilliseconds, 5, 'jitter is PT0.01S; expected 0 to the delay, PT0.005S'",
        "lab:link:loss, lossPercent, 101, loss is 101 percent; expected 0 to 100",
        "aws:ecs:task-network-blackhole-port, port, 5432, expected tcp ingress at port 8080",
        "aws:ecs:task-network-blackhole-port, protocol, udp, expected tcp ingress at port 8080",
        "aws:ecs:task-network-blackhole-port, trafficType, egress, use lab:link:blackhole on those",
        "aws:network:disrupt-connectivity, scope, s3, 'expected all, the only one'",
        "lab:database:unreachable, mode, politely, expected hang or refuse"
    })
    void failsWithAReasonOnWhatTheLabCannotDo(String action, String parameter, String value, String reason) {
        Map<String, String> parameters = new HashMap<>();
        if (action.endsWith("port")) {
            parameters.putAll(Map.of("port", "8080", "protocol", "tcp", "trafficType", "ingress"));
        }
        parameters.put(parameter, value);

        Experiment failed = fixture.awaitStatus(fixture.start(template(action, parameters)), "failed");

        assertThat(failed.state().reason()).contains(reason);
        assertThat(fixture.inventory.calls).isEmpty();
    }

    @Test
    void aNumberMustBeOne() {
        for (String wrong : List.of("many", "-1", "2147483648", "1.5")) {
            assertThatThrownBy(() -> template("lab:link:loss", Map.of("lossPercent", wrong)))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("must be a whole number from 0 to 2147483647");
        }
    }

    private String template(String action, Map<String, String> parameters) {
        Map<String, String> all = new HashMap<>(parameters);
        all.put("duration", "PT2M");
        return fixture.template(draft -> draft.targets(Map.of(
                        "it",
                        CreateExperimentTemplateTargetInput.builder()
                                .resourceType(type(action))
                                .resourceArns(arn(type(action)))
                                .selectionMode("ALL")
                                .build()))
                .actions(Map.of(
                        "break",
                        CreateExperimentTemplateActionInput.builder()
                                .actionId(action)
                                .parameters(all)
                                .targets(Map.of(key(action), "it"))
                                .build())));
    }

    private static NetworkFault slow(Traffic traffic, int delayMillis, int jitterMillis) {
        return new NetworkFault.PacketDelay(traffic, Duration.ofMillis(delayMillis), Duration.ofMillis(jitterMillis));
    }

    private static String type(String action) {
        return switch (action.replaceFirst("[^:]*$", "")) {
            case "lab:link:" -> "lab:link";
            case "aws:ecs:" -> "aws:ecs:task";
            case "aws:network:" -> "aws:ec2:subnet";
            default -> "aws:rds:cluster";
        };
    }

    private static String key(String action) {
        return switch (type(action)) {
            case "lab:link" -> "Links";
            case "aws:ecs:task" -> "Tasks";
            case "aws:ec2:subnet" -> "Subnets";
            default -> "Clusters";
        };
    }

    private static String arn(String type) {
        return FakeInventory.ACCOUNT.arn("test", type);
    }
}
