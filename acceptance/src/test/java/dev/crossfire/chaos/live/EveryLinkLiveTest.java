package dev.crossfire.chaos.live;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.chaos.faults.ConnectionReset;
import dev.crossfire.chaos.faults.NetworkLatency;
import dev.crossfire.chaos.faults.NetworkLoss;
import dev.crossfire.chaos.faults.NetworkPartition;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.ProbeResult;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every fault of the network on every link of the lab at once, and two of them on one link. */
@Tag("live")
class EveryLinkLiveTest {
    private static final Duration SOON = Duration.ofSeconds(30);
    private static final Duration LONG = Duration.ofMinutes(2);
    private static final List<String> ROLES = List.of(
            "clients-to-balancer", "balancer-to-shop", "shop-to-database", "shop-to-cache", "primary-to-standby");

    private static final NetworkLatency.Settings LATE = new NetworkLatency.Settings(Duration.ofMillis(100), null);

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of(new NetworkLatency(), LATE),
                Arguments.of(new NetworkLoss(), new NetworkLoss.Settings(new Ratio(0.5))),
                Arguments.of(new NetworkPartition(), new NetworkPartition.Settings(null)),
                Arguments.of(new ConnectionReset(), new ConnectionReset.Settings()));
    }

    /** The lab is shared: what a test before broke may still be being rebuilt on a busy machine, and then arming refuses. */
    private static <S extends FaultSettings> Fault armed(FaultKind<S> kind, FaultContext<S> context) {
        return Awaitility.await("every link answers")
                .atMost(Duration.ofSeconds(30))
                .ignoreExceptionsInstanceOf(FaultException.class)
                .until(() -> kind.arm(context), Objects::nonNull);
    }

    @ParameterizedTest
    @MethodSource("faults")
    <S extends FaultSettings> void everyLinkCanBeBrokenAndMended(FaultKind<S> kind, S settings) throws Exception {
        try (Environment environment = RealLab.get().open()) {
            Inventory inventory = environment.inventory();
            List<Target> links = ROLES.stream()
                    .flatMap(role -> inventory.inRole(role).stream())
                    .toList();
            assertThat(links).hasSizeGreaterThan(ROLES.size());
            FaultContext<S> context = arming(environment, settings, "all", links);
            try (Fault fault = armed(kind, context)) {
                fault.inject();
                await(fault, ProbeResult::confirmed);
                kind.heal(context, fault.handle());
                await(fault, ProbeResult::cleared);
            }
        }
    }

    @Test
    void theEndOfOneFaultLeavesTheOtherOnTheSameLink() throws Exception {
        try (Environment environment = RealLab.get().open()) {
            List<Target> link = environment.inventory().inRole("shop-to-cache");
            NetworkLatency latency = new NetworkLatency();
            NetworkPartition partition = new NetworkPartition();
            var late = arming(environment, LATE, "late", link);
            var cut = arming(environment, new NetworkPartition.Settings(null), "cut", link);
            try (Fault lateFault = latency.arm(late);
                    Fault cutFault = partition.arm(cut)) {
                lateFault.inject();
                await(lateFault, ProbeResult::confirmed);
                cutFault.inject();
                await(cutFault, ProbeResult::confirmed);

                partition.heal(cut, Map.of());
                await(cutFault, ProbeResult::cleared);
                assertThat(lateFault.probe().cleared()).isFalse();
                assertThat(latency.verifyCleared(late, Map.of()).cleared()).isFalse();

                latency.heal(late, Map.of());
                await(lateFault, ProbeResult::cleared);
            }
        }
    }

    private static <S extends FaultSettings> FaultContext<S> arming(
            Environment environment, S settings, String fault, List<Target> targets) {
        return new FaultContext<>("run-" + UUID.randomUUID(), fault, settings, LONG, targets, environment);
    }

    private static void await(Fault fault, Predicate<ProbeResult> expected) {
        Awaitility.await()
                .pollInSameThread()
                .pollInterval(Duration.ofMillis(10))
                .atMost(SOON)
                .until(fault::probe, expected);
    }
}
