package dev.crossfire.chaos.disruption;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.chaos.faults.NetworkPartition;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A fault with two targets: the effect on one is looked for by a check, that on the other is seen by its answers. */
class EffectCheckTest {
    private static final Target CHECKED =
            new Target("links", "some:link", "checked", null, Set.of(Capability.PARTITION), Map.of());
    private static final Target PROBED =
            new Target("links", "some:link", "probed", null, Set.of(Capability.PARTITION), Map.of());
    private static final ProbeReply ANSWERED = new ProbeReply.Answered(Duration.ofMillis(1), "");

    private volatile Instant now = Instant.ofEpochSecond(100);
    private volatile ProbeReply check = checked(false, 100);
    private volatile ProbeReply answer = ANSWERED;
    private Fault fault;

    @BeforeEach
    void arm() throws FaultException {
        Place place = new Place(new RunClock() {
            @Override
            public Duration elapsed() {
                return Duration.between(Instant.EPOCH, now);
            }

            @Override
            public Instant instant() {
                return now;
            }
        });
        fault = new NetworkPartition()
                .arm(new FaultContext<>(
                        "run-1",
                        "cut",
                        new NetworkPartition.Settings(null),
                        Duration.ofSeconds(60),
                        List.of(CHECKED, PROBED),
                        place));
    }

    @AfterEach
    void close() {
        fault.close();
    }

    @Test
    void aCheckThatFoundNothingCountsFromItsBeginning() {
        look(110, checked(false, 107), ANSWERED);
        ProbeResult seen = look(120, checked(true, 117), ANSWERED);
        assertThat(seen.intact()).isFalse();
        assertThat(seen.since()).isEqualTo(Instant.ofEpochSecond(107));
    }

    /** That the check finds nothing says nothing about the other target. */
    @Test
    void aTargetThatIsProbedAndBreaksFirstWasIntactInTheLastProbeOfAll() {
        look(110, checked(false, 110), ANSWERED);
        ProbeResult seen = look(120, checked(false, 120), new ProbeReply.Silent());
        assertThat(seen.intact()).isFalse();
        assertThat(seen.since()).isEqualTo(Instant.ofEpochSecond(110));
    }

    @Test
    void anUnknownStateChangesNothing() {
        look(110, checked(false, 108), ANSWERED);
        ProbeResult unknown = look(120, new ProbeReply.Unknown("no route"), ANSWERED);
        assertThat(unknown.intact()).isTrue();
        assertThat(unknown.confirmed()).isFalse();
        assertThat(unknown.detail()).contains("checked is in an unknown state: no route");
        ProbeResult seen = look(130, checked(true, 129), ANSWERED);
        assertThat(seen.since()).isEqualTo(Instant.ofEpochSecond(108));
        assertThat(look(140, new ProbeReply.Unknown("no route"), ANSWERED).intact())
                .as("still as it was")
                .isFalse();
    }

    private static ProbeReply checked(boolean present, long began) {
        return new ProbeReply.EffectChecked(present, true, Instant.ofEpochSecond(began));
    }

    private ProbeResult look(long at, ProbeReply checked, ProbeReply answered) {
        now = Instant.ofEpochSecond(at);
        check = checked;
        answer = answered;
        return fault.probe();
    }

    /** Says what the test has planted. */
    private final class Planted implements ProbeClient {
        private final Target target;

        Planted(Target target) {
            this.target = target;
        }

        @Override
        public ProbeReply request() {
            return target.equals(CHECKED) ? check : answer;
        }

        @Override
        public void close() {}
    }

    private final class Place extends DisruptionEnvironment {
        Place(RunClock clock) {
            super(Inventory.of("place", List.of(CHECKED, PROBED)), new Checking(), clock);
        }

        @Override
        public <T> T capability(Target target, Class<T> type) throws FaultException {
            return type.equals(ProbeClient.class) ? type.cast(new Planted(target)) : super.capability(target, type);
        }

        @Override
        public List<Leftover> leftovers() {
            return List.of();
        }

        @Override
        public void clear(Leftover leftover) {}

        @Override
        public EnvironmentClaim claim(String run, Duration forAtMost) {
            throw new UnsupportedOperationException("no run is under way");
        }
    }

    /** Injects nothing, and checks one of the targets. */
    private final class Checking implements Disruption {
        @Override
        public @Nullable ProbeClient effectCheck(String run, String name, InjectionStep step, Target target) {
            return target.equals(CHECKED) ? new Planted(target) : null;
        }

        @Override
        public PreparedInjection prepare(String run, String name, List<InjectionStep> steps) {
            return new PreparedInjection() {
                @Override
                public Map<String, String> handle() {
                    return Map.of();
                }

                @Override
                public Map<String, String> started() {
                    return Map.of();
                }

                @Override
                public void start() {}

                @Override
                public InjectionResult awaitEnd() {
                    return new InjectionResult(true, null);
                }
            };
        }

        @Override
        public void undo(String run, String name, Map<String, String> handle) {}

        @Override
        public ClearedStatus left(String run, String name, Map<String, String> handle) {
            return new ClearedStatus(true, "nothing");
        }
    }
}
