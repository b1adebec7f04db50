package dev.crossfire.testkit;

import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.LedgerEntry;
import dev.crossfire.evidence.LedgerEntry.ClientRecord;
import dev.crossfire.evidence.LedgerEntry.SystemRow;
import dev.crossfire.evidence.LedgerSource;
import dev.crossfire.evidence.Observation;
import dev.crossfire.evidence.ObservationSource;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.Judge;
import dev.crossfire.judge.objective.PostFaultImpact;
import dev.crossfire.judge.objective.RecoveryTime;
import dev.crossfire.model.FaultSpec.ExpectedEffect;
import dev.crossfire.model.Plan;
import dev.crossfire.model.load.Cohort.Spike;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.ObjectiveVerdict;
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
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A run whose truth is planted, to be judged: a test states what happened and so knows what the judge must find.
 *
 * <p>The run lasts 120 s. A cohort is healthy when 99 % of its requests get a correct answer within 1 s, for 10 s. All
 * moments are in seconds after t = 0. For example, 3 s of outage, and the objective that is to fail on it:
 *
 * <pre>{@code
 * new PlantedRun()
 *         .fault("writer-lost", 30, 40)
 *         .buyers(100, PlantedRun.outage(30, 33))
 *         .wants("few-bad", "my-kind", settings)
 *         .objective();
 * }</pre>
 */
public final class PlantedRun {
    /** How long it lasts, in seconds. */
    public static final double LENGTH = 120;
    /** The time of t = 0. */
    public static final Instant ZERO = Instant.parse("2026-11-20T09:00:00Z");
    /** The cohort that buys. */
    public static final String BUYERS = "buyers";
    /** What buyers request. */
    public static final String RESERVE = "reserve";
    /** The cohort that browses. */
    public static final String BROWSERS = "browsers";
    /** What browsers request. */
    public static final String BROWSE = "browse";
    /** A cohort without a health rule and a planned rate; also the error of a failed request. */
    public static final String CLOSED = "closed";
    /** Messages of connections that the generator's machine could not begin. */
    public static final List<String> CONNECTION_ERRORS = List.of(
            "BindException: Cannot assign requested address",
            "j.n.SocketException: Too many open files",
            "Errors$NativeIoException: newSocketStream(..) failed with error(-24): Too many open files",
            "ChannelException: Failed to open a socket.");

    private final List<JournalEvent> journal = new ArrayList<>();
    private final PlantedPlan planned = new PlantedPlan();
    private final PlantedRequests requests = new PlantedRequests();
    private final List<ObjectiveKind<?>> kinds = new ArrayList<>();
    private boolean loadEnds = true;
    private boolean confirmed = true;
    private @Nullable ControlRun compared;
    private List<ClientRecord> answers = List.of();
    private List<SystemRow> rows = List.of();
    private ObservationSource observations = ObservationSource.NONE;

    /** A run without a request, judged by the objective kinds on the class path. */
    public PlantedRun() {
        journal.add(new JournalEvent.LoadStarted(ZERO, ZERO));
        ServiceLoader.load(ObjectiveKind.class).forEach(kinds::add);
    }

    /** Plants requests of buyers at an even rate, of which a share fails; it may differ from moment to moment. */
    public PlantedRun buyers(double rate, DoubleUnaryOperator badRatio) {
        return requests(BUYERS, RESERVE, rate, 0, LENGTH, badRatio);
    }

    /** Plants requests of a cohort between two moments at an even rate, of which a share fails. */
    public PlantedRun requests(
            String cohort, String name, double rate, double from, double to, DoubleUnaryOperator badRatio) {
        SplittableRandom random = new SplittableRandom(requests.id(cohort) * 31L + requests.id(name));
        for (double at = from + 0.5 / rate; at < to; at += 1 / rate) {
            request(at, random.nextDouble() >= badRatio.applyAsDouble(at), 5, cohort, name);
        }
        return this;
    }

    /** Plants one request that was sent as intended. */
    public PlantedRun request(double at, boolean ok, int responseMillis, String cohort, String name) {
        int flags = RequestRecord.FLAG_INTENDED_KNOWN | (ok ? RequestRecord.FLAG_OK : 0);
        return request(at, responseMillis, cohort, name, flags, 0);
    }

    /**
     * Plants one request in every detail.
     *
     * @param flags as in {@link RequestRecord}
     * @param lagMillis how much later than intended it was sent
     */
    public PlantedRun request(double at, int responseMillis, String cohort, String name, int flags, int lagMillis) {
        requests.add(at, responseMillis, cohort, name, flags, lagMillis);
        return this;
    }

    /** Plants a request that never left the generator's machine, because that had no port left for it. */
    public PlantedRun withoutPort(double at) {
        return unsent(at, CONNECTION_ERRORS.get(0));
    }

    /** Plants a request that got no answer at all, with one of the {@link #CONNECTION_ERRORS}. */
    public PlantedRun unsent(double at, String error) {
        requests.addUnsent(at, error);
        return this;
    }

    /** Plants a fault that takes effect 20 ms after its injection, give or take 10 ms; one that outlasts the run is not cleared. */
    public PlantedRun fault(String id, double effective, double cleared) {
        Instant injected = instant(effective - 0.02);
        planned.fault(id, duration(effective));
        journal.add(new JournalEvent.FaultIntended(injected, id, "outage", List.of("db"), Map.of()));
        journal.add(new JournalEvent.FaultInjected(injected, id, injected, injected));
        journal.add(new JournalEvent.FaultEffective(
                injected, id, instant(effective - 0.01), instant(effective + 0.01), "down"));
        if (confirmed) {
            journal.add(new JournalEvent.FaultConfirmed(injected, id, instant(effective + 0.5), "new writer"));
        }
        if (cleared < LENGTH) {
            journal.add(new JournalEvent.FaultCleared(injected, id, instant(cleared), "whole"));
        }
        journal.add(new JournalEvent.HealEnded(injected, id, true, "whole"));
        return this;
    }

    /** Plans a fault without anything in the journal: it was never injected. */
    public PlantedRun planned(String id, double at) {
        planned.fault(id, duration(at));
        return this;
    }

    /** Adds an event to the journal. */
    public PlantedRun journal(JournalEvent event) {
        journal.add(event);
        return this;
    }

    /** Removes all that the journal has so far, the start of the load too. */
    public PlantedRun neverStarted() {
        journal.clear();
        return this;
    }

    /** The journal lacks the end of the load, as after a crash. */
    public PlantedRun loadCutShort() {
        loadEnds = false;
        return this;
    }

    /** A cohort is healthy only without a single bad request. */
    public PlantedRun acceptsNothing() {
        planned.acceptsNothing();
        return this;
    }

    /** What faults planned from here on are expected to do to users; null for nothing in particular. */
    public PlantedRun expects(@Nullable ExpectedEffect wanted) {
        planned.expects(wanted);
        return this;
    }

    /** Faults planned from here on leave no proof that they took place. */
    public PlantedRun unconfirmed() {
        confirmed = false;
        return this;
    }

    /** A run without faults to compare others with. */
    public PlantedRun control() {
        planned.control();
        return this;
    }

    /** The record of requests ends in the middle of one. */
    public PlantedRun torn() {
        requests.tear(16);
        return this;
    }

    /** Plans a spike of buyers to 400/s. */
    public PlantedRun spike(double at, double ramp, double hold) {
        planned.spike(new Spike(duration(at), new Rate(400), duration(ramp), duration(hold)));
        return this;
    }

    /** Plans another rate for a cohort than the one it sends. */
    public PlantedRun plansRate(String cohort, double rate) {
        planned.rate(cohort, rate);
        return this;
    }

    /** Adds an objective. */
    public PlantedRun wants(String id, String kind, ObjectiveSettings settings) {
        planned.objective(new ObjectiveSpec(id, kind, settings));
        return this;
    }

    /** Adds the objective that buyers recover within so many seconds. */
    public PlantedRun wantsRecovery(String fault, double atMost) {
        return wants("back", "recovery-time", new RecoveryTime.Settings(BUYERS, fault, duration(atMost)));
    }

    /** Adds the objective that buyers are bad for at most so many seconds after the fault is cleared. */
    public PlantedRun wantsReturn(String fault, double atMost) {
        return wants("returned", "post-fault-impact", new PostFaultImpact.Settings(BUYERS, fault, duration(atMost)));
    }

    /** Gives the health rule to one cohort more. */
    public PlantedRun healthyToo(String cohort) {
        planned.healthRule(cohort);
        return this;
    }

    /** Adds an objective kind that the {@link ServiceLoader} does not find. */
    public PlantedRun judgedBy(ObjectiveKind<?> kind) {
        kinds.add(kind);
        return this;
    }

    /** Changes the order of the requests. */
    public PlantedRun shuffled(RandomGenerator random) {
        requests.shuffle(random);
        return this;
    }

    /** Puts the requests in the order in which they ended, as a recorder does. */
    public PlantedRun asRecorded() {
        requests.sort();
        return this;
    }

    /**
     * Adds what users were answered to their writes, and what the system holds of them.
     *
     * @param answers in any order
     * @param rows in any order
     */
    public PlantedRun ledger(List<ClientRecord> answers, List<SystemRow> rows) {
        this.answers = List.copyOf(answers);
        this.rows = List.copyOf(rows);
        planned.ledger();
        return this;
    }

    /** Adds the results of external checks, in the order in which they came. */
    public PlantedRun observations(List<Observation> results) {
        observations = to -> {
            results.forEach(to);
            return null;
        };
        return this;
    }

    /** Judges the run. */
    public Verdict verdict() {
        try {
            return new Judge(kinds).judge(evidence());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    /** Judges the run: how buyers recovered after a fault. */
    public CohortRecovery recovery(String fault) {
        return verdict().recovery().stream()
                .filter(one -> one.fault().equals(fault) && one.cohort().equals(BUYERS))
                .findFirst()
                .orElseThrow();
    }

    /** Judges the run: its first objective. */
    public ObjectiveVerdict objective() {
        return verdict().objectives().get(0);
    }

    /** Adds a run without faults to compare with. */
    public PlantedRun comparedWith(ControlRun run) {
        compared = run;
        return this;
    }

    /** All that the judge gets. */
    public Evidence evidence() {
        List<JournalEvent> events = new ArrayList<>(journal);
        if (loadEnds) {
            events.add(new JournalEvent.LoadEnded(instant(LENGTH), requests.size(), null));
        }
        if (!planned.hasLedger()) {
            return new Evidence(plan(), events, requests, compared, LedgerSource.NONE, observations);
        }
        boolean keyed = rows.stream().allMatch(row -> row.key() != null);
        events.add(new JournalEvent.LedgerKept(instant(LENGTH + 1), answers.size(), 0));
        events.add(new JournalEvent.LedgerRead(instant(LENGTH + 2), "http://shop/orders", rows.size(), keyed, null));
        return new Evidence(plan(), events, requests, compared, this::sortedLedger, observations);
    }

    private LedgerSource.LedgerIntegrity sortedLedger(Comparator<LedgerEntry> order, Consumer<LedgerEntry> to) {
        Stream.concat(answers.stream(), rows.stream()).sorted(order).forEach(to);
        return new LedgerSource.LedgerIntegrity(answers.size(), rows.size(), null);
    }

    /** The plan of the run. */
    public Plan plan() {
        return planned.plan(requests);
    }

    /** The share of an outage: everything fails from a moment until another. */
    public static DoubleUnaryOperator outage(double from, double to) {
        return at -> at >= from && at < to ? 1 : 0;
    }

    /** High minus low, seconds. */
    public static double width(CohortRecovery recovery) {
        return Objects.requireNonNull(recovery.high()) - Objects.requireNonNull(recovery.low());
    }

    /** The time of a moment. */
    public static Instant instant(double second) {
        return ZERO.plusNanos(Math.round(second * 1e9));
    }

    /** So many seconds. */
    public static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
