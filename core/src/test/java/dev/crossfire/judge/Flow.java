package dev.crossfire.judge;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.judge.objective.Availability;
import dev.crossfire.judge.objective.RecoveryTime;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.load.CohortSelection;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Load.JvmOptions;
import dev.crossfire.model.load.Population;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.ObjectiveKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.function.Consumer;

/**
 * A run of closed users of the scenarios {@code visitors} and {@code members} who view an event (in the group
 * {@code browse}) and then pay, over and over, with a fault from 30 s to 36 s of 80 s; what the fault does is planted.
 * Times are seconds after t = 0.
 */
final class Flow {
    static final double BEGIN = 30;
    static final double END = 36;
    private static final double LENGTH = 80;
    private static final double THINK = 0.2;
    private static final double SERVED = 0.02;
    private static final Instant ZERO = Instant.parse("2026-11-20T09:00:00Z");
    private static final Map<Integer, String> STRINGS =
            Map.of(1, "visitors", 2, "members", 3, "browse / look", 4, "pay", 5, "503");

    /** What becomes of a request that the fault hits. */
    enum Manner {
        FAILS,
        /** It is answered correctly when the fault ends. */
        WAITS
    }

    private record NoSettings() implements FaultSettings {}

    private final List<RequestRecord> requests = new ArrayList<>();
    private final List<ObjectiveSpec> objectives = new ArrayList<>();
    private final Map<String, CohortSelection> selections = new LinkedHashMap<>();
    private final Map<String, HealthCriteria> healthy = new LinkedHashMap<>();
    private final SplittableRandom random = new SplittableRandom(7);

    /**
     * Users act.
     *
     * @param hit the name of the request that the fault hits
     * @param severity the share of those that it hits
     * @param leaves whether a user whose view fails does not pay
     */
    Flow users(int scenario, int users, int hit, Manner manner, double severity, boolean leaves) {
        for (int user = 1; user <= users; user++) {
            double at = random.nextDouble();
            while (at < LENGTH) {
                for (int name = 3; name <= 4 && at < LENGTH; name++) {
                    boolean isHit = name == hit && at >= BEGIN && at < END && random.nextDouble() < severity;
                    boolean ok = !isHit || manner == Manner.WAITS;
                    double response =
                            isHit && manner == Manner.WAITS ? END - at + SERVED : SERVED * (0.5 + random.nextDouble());
                    requests.add(new RequestRecord(
                            micros(at),
                            0,
                            (int) (response * 1e6),
                            scenario,
                            name,
                            ok ? 200 : 503,
                            ok ? RequestRecord.FLAG_OK : 0,
                            ok ? 0 : 5,
                            user));
                    at += response + THINK * (0.5 + random.nextDouble());
                    if (!ok && leaves) {
                        break;
                    }
                }
            }
        }
        requests.sort(Comparator.comparingLong(RequestRecord::endMicros));
        return this;
    }

    Flow selects(String cohort, CohortSelection selection) {
        selections.put(cohort, selection);
        return healthy(cohort, 0.99);
    }

    Flow healthy(String cohort, double ratio) {
        healthy.put(cohort, new HealthCriteria(Duration.ofMillis(300), new Ratio(ratio), Duration.ofSeconds(10)));
        objectives.add(new ObjectiveSpec(
                cohort + "-back", "recovery-time", new RecoveryTime.Settings(cohort, "f", Duration.ofSeconds(7))));
        objectives.add(new ObjectiveSpec(
                cohort + "-served",
                "availability",
                new Availability.Settings(cohort, PhaseRef.WHOLE, new Ratio(0.99))));
        return this;
    }

    int requests(int name) {
        return (int) requests.stream().filter(one -> one.name() == name).count();
    }

    int requests() {
        return requests.size();
    }

    Verdict verdict() {
        List<ObjectiveKind<?>> kinds = new ArrayList<>();
        ServiceLoader.load(ObjectiveKind.class).forEach(kinds::add);
        try {
            return new Judge(kinds).judge(evidence());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    private Evidence evidence() {
        Instant begin = instant(BEGIN);
        List<JournalEvent> journal = List.of(
                new JournalEvent.LoadReady(
                        ZERO,
                        List.of(
                                new Population("visitors", ArrivalModel.CLOSED, false),
                                new Population("members", ArrivalModel.CLOSED, false))),
                new JournalEvent.LoadStarted(ZERO, ZERO),
                new JournalEvent.FaultIntended(begin, "f", "outage", List.of("db"), Map.of()),
                new JournalEvent.FaultInjected(begin, "f", begin, begin),
                new JournalEvent.FaultEffective(begin, "f", begin, begin, "down"),
                new JournalEvent.FaultConfirmed(begin, "f", begin, "down"),
                new JournalEvent.FaultCleared(begin, "f", instant(END), "up"),
                new JournalEvent.HealEnded(begin, "f", true, "up"),
                new JournalEvent.LoadEnded(instant(LENGTH), requests.size(), null));
        return new Evidence(plan(), journal, new Source());
    }

    private Plan plan() {
        Duration at = Duration.ofSeconds((long) BEGIN);
        FaultSpec spec =
                new FaultSpec("f", "outage", "db", new TargetSelection.All(), new Start.At(at), null, new NoSettings());
        Plan.PlannedFault fault = new Plan.PlannedFault(spec, List.of(), at, Duration.ofMinutes(1), null, 0);
        Load load = new Load(
                "Own",
                Map.of(),
                Duration.ZERO,
                Duration.ofSeconds((long) LENGTH),
                List.of(),
                JvmOptions.NONE,
                Load.START_TIMEOUT,
                selections);
        Scenario scenario = new Scenario("s", "t", load, healthy, Duration.ofSeconds(5), List.of(spec), objectives);
        return new Plan(
                Plan.SCHEMA,
                "run-1",
                scenario,
                "lab",
                null,
                1,
                false,
                List.of(fault),
                new Plan.BlastRadius(1, 1, List.of("db"), Duration.ofMinutes(1)),
                0,
                Map.of(),
                Map.of(),
                List.of());
    }

    private final class Source implements RequestSource {
        @Override
        public StringTable strings() {
            return new StringTable(STRINGS, Map.of(3, List.of("browse")));
        }

        @Override
        public RequestIntegrity forEach(Consumer<RequestRecord> consumer) {
            requests.forEach(consumer);
            return new RequestIntegrity(requests.size(), -1);
        }
    }

    private static Instant instant(double second) {
        return ZERO.plusNanos(Math.round(second * 1e9));
    }

    private static long micros(double second) {
        return ZERO.getEpochSecond() * 1_000_000 + Math.round(second * 1e6);
    }
}
