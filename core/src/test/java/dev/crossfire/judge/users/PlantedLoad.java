package dev.crossfire.judge.users;

import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.judge.OneFaultRun;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Plan;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Population;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.Verdict;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/**
 * A run under load whose users wait for their answers, and into which an outage is planted.
 *
 * <p>Healthy is 99 % within 300 ms, for 10 s. Times are seconds after t = 0.
 */
abstract class PlantedLoad {
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
                        .filter(start ->
                                start >= OneFaultRun.micros(outage.begin()) && start < OneFaultRun.micros(outage.end()))
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
        long end = cut ? OneFaultRun.micros(length) + 3_000 : OneFaultRun.micros(at + response);
        requests.add(new RequestRecord(
                OneFaultRun.micros(at),
                0,
                (int) (end - OneFaultRun.micros(at)),
                1,
                2,
                ok && !cut ? 200 : 0,
                flags,
                ok && !cut ? 0 : 4,
                user));
        return at + response;
    }

    Verdict verdict() {
        return OneFaultRun.judge(evidence());
    }

    CohortRecovery recovery() {
        return verdict().recovery().get(0);
    }

    Evidence evidence() {
        StringTable strings =
                new StringTable(Map.of(1, STRINGS.get(1), 2, STRINGS.get(2), 3, STRINGS.get(3), 4, STRINGS.get(4)));
        return run().evidence(requests, strings, compared);
    }

    Plan plan() {
        return run().plan();
    }

    private OneFaultRun run() {
        HealthCriteria rule = new HealthCriteria(OneFaultRun.duration(WITHIN), new Ratio(0.99), Duration.ofSeconds(10));
        Load load = new Load("Own", Map.of(), Duration.ZERO, OneFaultRun.duration(length), List.of());
        return new OneFaultRun(
                outage.begin(), outage.end(), load, List.of(population()), Map.of(COHORT, rule), objectives, control);
    }
}
