package dev.crossfire.judge;

import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Population;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.ObjectiveKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run with the fault f, whose requests a test plants; moments are in seconds after t = 0.
 *
 * @param begin when the fault takes effect
 * @param end when it is cleared
 * @param populations as the load generator reports them
 * @param control whether it is a run without faults, in which the fault is only planned
 */
public record OneFaultRun(
        double begin,
        double end,
        Load load,
        List<Population> populations,
        Map<String, HealthCriteria> healthy,
        List<ObjectiveSpec> objectives,
        boolean control) {
    private static final Instant ZERO = Instant.parse("2026-11-20T09:00:00Z");

    private record OutageSettings() implements FaultSettings {}

    /** Judges evidence by all objective kinds. */
    public static Verdict judge(Evidence evidence) {
        List<ObjectiveKind<?>> kinds = new ArrayList<>();
        ServiceLoader.load(ObjectiveKind.class).forEach(kinds::add);
        try {
            return new Judge(kinds).judge(evidence);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /**
     * All that the judge gets.
     *
     * @param requests in the order in which they ended
     * @param compared a run without faults to compare with; null for none
     */
    public Evidence evidence(List<RequestRecord> requests, StringTable strings, @Nullable ControlRun compared) {
        Instant effective = instant(begin);
        List<JournalEvent> journal = new ArrayList<>(
                List.of(new JournalEvent.LoadReady(ZERO, populations), new JournalEvent.LoadStarted(ZERO, ZERO)));
        if (!control) {
            journal.addAll(List.of(
                    new JournalEvent.FaultIntended(effective, "f", "outage", List.of("db"), Map.of()),
                    new JournalEvent.FaultInjected(effective, "f", effective, effective),
                    new JournalEvent.FaultEffective(effective, "f", effective, effective, "down"),
                    new JournalEvent.FaultConfirmed(effective, "f", effective, "down"),
                    new JournalEvent.FaultCleared(effective, "f", instant(end), "up"),
                    new JournalEvent.HealEnded(effective, "f", true, "up")));
        }
        journal.add(new JournalEvent.LoadEnded(ZERO.plus(load.duration()), requests.size(), null));
        return new Evidence(plan(), journal, source(requests, strings), compared);
    }

    /** The plan of the run. */
    public Plan plan() {
        Duration at = duration(begin);
        FaultSpec spec = new FaultSpec(
                "f", "outage", "db", new TargetSelection.All(), new Start.At(at), null, new OutageSettings());
        Plan.PlannedFault fault = new Plan.PlannedFault(spec, List.of(), at, Duration.ofMinutes(1), null, 0);
        return new Plan(
                Plan.SCHEMA,
                "run-1",
                new Scenario("s", "t", load, healthy, Duration.ofSeconds(5), List.of(spec), objectives),
                "lab",
                null,
                1,
                control,
                List.of(fault),
                new Plan.BlastRadius(1, 1, List.of("db"), Duration.ofMinutes(1)),
                0,
                Map.of(),
                Map.of(),
                List.of());
    }

    private static RequestSource source(List<RequestRecord> requests, StringTable strings) {
        return new RequestSource() {
            @Override
            public StringTable strings() {
                return strings;
            }

            @Override
            public RequestIntegrity forEach(Consumer<RequestRecord> consumer) {
                requests.forEach(consumer);
                return new RequestIntegrity(requests.size(), -1);
            }
        };
    }

    private static Instant instant(double second) {
        return ZERO.plus(duration(second));
    }

    /** So many seconds. */
    public static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }

    /** The time of a moment, as a request's record holds it. */
    public static long micros(double second) {
        return ZERO.getEpochSecond() * 1_000_000 + Math.round(second * 1e6);
    }
}
