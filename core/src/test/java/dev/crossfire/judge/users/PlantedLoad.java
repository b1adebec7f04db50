package dev.crossfire.judge.users;

import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.judge.Judge;
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
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.ObjectiveKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A run under load whose users wait for their answers, and into which an outage is planted.
 *
 * <p>Healthy is 99 % within 300 ms, for 10 s. Times are seconds after t = 0.
 */
abstract class PlantedLoad {
    static final Instant ZERO = Instant.parse("2026-11-20T09:00:00Z");
    static final double WITHIN = 0.3;
    private static final double AFTER = 25;
    static final double SLOWNESS = 1;
    static final String COHORT = "shoppers";
    private static final List<String> STRINGS = List.of("", COHORT, "order", "closed", "503");

    /** What happens to a request that an outage hits. */
    enum Manner {
        /** It is answered wrongly as fast as ever. */
        FAIL,
        /** It fails at once. */
        REFUSE,
        /** It is never answered; the client gives up after its time-out. */
        HANG,
        /** It is answered correctly when the outage ends. */
        HOLD,
        /** It is answered correctly, too late. */
        SLOW
    }

    /** @param timeout the client's, seconds */
    record Outage(Manner manner, double severity, double begin, double seconds, double timeout) {
        double end() {
            return begin + seconds;
        }

        /** When a request sent by then is good again: one held back is, if it is answered in time. */
        double truth() {
            return manner == Manner.HOLD ? Math.max(0, seconds - WITHIN) : seconds;
        }

        boolean covers(double at) {
            return at >= begin && at < end();
        }
    }

    private record NoSettings() implements FaultSettings {}

    final Outage outage;
    final SplittableRandom random;
    private final double service;
    private final double refusal;
    private final double background;
    private final List<RequestRecord> requests = new ArrayList<>();
    private final List<ObjectiveSpec> objectives = new ArrayList<>();
    private double length;
    private boolean control;
    private @Nullable ControlRun compared;

    /**
     * Prepares a run that ends long after the outage.
     *
     * @param service what an answer takes while all is whole
     * @param refusal what a refusal takes
     * @param background the share of errors beside the outage
     * @param think what a user takes at most between an answer and the next request
     */
    PlantedLoad(double service, double refusal, double background, double think, Outage outage, long seed) {
        this.service = service;
        this.refusal = refusal;
        this.background = background;
        this.outage = outage;
        random = new SplittableRandom(seed);
        length = outage.end() + outage.timeout() + think + AFTER;
    }

    /** How the users arrive, as the load generator reports it. */
    abstract Population population();

    /** Requests or answers a second while the outage lasts: what an observer has to go by. */
    abstract double rate();

    /** Lets every user send, by {@link #request}. */
    abstract void sendAll();

    /** The load ends at a fixed moment, even if users still wait. */
    PlantedLoad endingAt(double second) {
        length = second;
        return this;
    }

    /** A run without faults, in which the outage comes by itself. */
    PlantedLoad control() {
        control = true;
        return this;
    }

    PlantedLoad comparedWith(ControlRun run) {
        compared = run;
        return this;
    }

    PlantedLoad wants(ObjectiveSpec objective) {
        objectives.add(objective);
        return this;
    }

    /** How long an answer takes while all is whole, seconds. */
    double service() {
        return service;
    }

    /** How long a refusal takes, seconds. */
    double refusal() {
        return refusal;
    }

    /** When the load ends. */
    double length() {
        return length;
    }

    /** The requests sent a second while the outage lasts. */
    double sentRate() {
        return requests.stream()
                        .mapToLong(RequestRecord::intendedMicros)
                        .filter(start -> start >= micros(outage.begin()) && start < micros(outage.end()))
                        .count()
                / outage.seconds();
    }

    PlantedLoad send() {
        sendAll();
        requests.sort(Comparator.comparingLong(RequestRecord::endMicros));
        return this;
    }

    /** A request whose intended start is not known. */
    double request(double at, int user) {
        return request(at, user, false);
    }

    /** Sends a request; when it is answered. */
    double request(double at, int user, boolean startKnown) {
        double served = service * (0.5 + random.nextDouble());
        boolean hit = outage.covers(at) && random.nextDouble() < outage.severity();
        boolean ok = !hit && random.nextDouble() >= background;
        double response = served;
        if (hit) {
            switch (outage.manner()) {
                case FAIL -> ok = false;
                case REFUSE -> response = refusal;
                case HANG -> response = outage.timeout();
                case HOLD -> {
                    response = Math.min(outage.timeout(), outage.end() - at + 0.001);
                    ok = response < outage.timeout();
                }
                case SLOW -> {
                    response = SLOWNESS + served;
                    ok = true;
                }
            }
        }
        boolean cut = at + response >= length;
        int flags = (cut ? RequestRecord.FLAG_ABORTED : ok ? RequestRecord.FLAG_OK : 0)
                | (startKnown ? RequestRecord.FLAG_INTENDED_KNOWN : 0);
        long end = cut ? micros(length) + 3_000 : micros(at + response);
        requests.add(new RequestRecord(
                micros(at), 0, (int) (end - micros(at)), 1, 2, ok && !cut ? 200 : 0, flags, ok && !cut ? 0 : 4, user));
        return at + response;
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

    CohortRecovery recovery() {
        return verdict().recovery().get(0);
    }

    Evidence evidence() {
        Instant begin = instant(outage.begin());
        List<JournalEvent> faults = List.of(
                new JournalEvent.FaultIntended(begin, "f", "outage", List.of("db"), Map.of()),
                new JournalEvent.FaultInjected(begin, "f", begin, begin),
                new JournalEvent.FaultEffective(begin, "f", begin, begin, "down"),
                new JournalEvent.FaultConfirmed(begin, "f", begin, "down"),
                new JournalEvent.FaultCleared(begin, "f", instant(outage.end()), "up"),
                new JournalEvent.HealEnded(begin, "f", true, "up"));
        List<JournalEvent> journal = new ArrayList<>(List.of(
                new JournalEvent.LoadReady(ZERO, List.of(population())), new JournalEvent.LoadStarted(ZERO, ZERO)));
        journal.addAll(control ? List.of() : faults);
        journal.add(new JournalEvent.LoadEnded(instant(length), requests.size(), null));
        return new Evidence(plan(), journal, new Source(), compared);
    }

    Plan plan() {
        Duration at = Duration.ofNanos((long) (outage.begin() * 1e9));
        FaultSpec spec =
                new FaultSpec("f", "outage", "db", new TargetSelection.All(), new Start.At(at), null, new NoSettings());
        Plan.PlannedFault fault = new Plan.PlannedFault(spec, List.of(), at, Duration.ofMinutes(1), null, 0);
        HealthCriteria rule =
                new HealthCriteria(Duration.ofNanos(Math.round(WITHIN * 1e9)), new Ratio(0.99), Duration.ofSeconds(10));
        Duration long_ = Duration.ofNanos(Math.round(length * 1e9));
        Scenario scenario = new Scenario(
                "s",
                "t",
                new Load("Own", Map.of(), Duration.ZERO, long_, List.of()),
                Map.of(COHORT, rule),
                Duration.ofSeconds(5),
                List.of(spec),
                objectives);
        return new Plan(
                Plan.SCHEMA,
                "run-1",
                scenario,
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

    private final class Source implements RequestSource {
        @Override
        public StringTable strings() {
            return new StringTable(Map.of(1, STRINGS.get(1), 2, STRINGS.get(2), 3, STRINGS.get(3), 4, STRINGS.get(4)));
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
