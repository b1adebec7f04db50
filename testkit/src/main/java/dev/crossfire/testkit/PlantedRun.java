package dev.crossfire.testkit;

import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.LedgerEntry.ClientRecord;
import dev.crossfire.evidence.LedgerEntry.SystemRow;
import dev.crossfire.evidence.LedgerSource;
import dev.crossfire.evidence.Observation;
import dev.crossfire.evidence.ObservationSource;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.Judge;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.ObjectiveKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
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
public final class PlantedRun extends PlantedPlan {
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

    private final PlantedJournal journal = new PlantedJournal();
    private final PlantedRequests requests = new PlantedRequests();
    private final List<ObjectiveKind<?>> kinds = new ArrayList<>();
    private @Nullable ControlRun compared;
    private @Nullable PlantedLedger ledger;
    private ObservationSource observations = ObservationSource.NONE;

    /** A run without a request, judged by the objective kinds on the class path. */
    public PlantedRun() {
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
        return unsent(at, "BindException: Cannot assign requested address");
    }

    /** Plants a request that was not sent, with the message of the connection that could not begin. */
    public PlantedRun unsent(double at, String error) {
        requests.addUnsent(at, error);
        return this;
    }

    /** Plants a fault that takes effect 20 ms after its injection, give or take 10 ms; one that outlasts the run is not cleared. */
    public PlantedRun fault(String id, double effective, double cleared) {
        journal.fault(id, effective, cleared);
        return planned(id, effective);
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
        journal.cutLoadShort();
        return this;
    }

    /** Faults planned from here on leave no proof that they took place. */
    public PlantedRun unconfirmed() {
        journal.leaveUnconfirmed();
        return this;
    }

    /** The record of requests ends in the middle of one. */
    public PlantedRun torn() {
        requests.truncate(16);
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
        ledger = new PlantedLedger(answers, rows);
        plansLedger();
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
        List<JournalEvent> events = journal.events(requests.size());
        if (ledger != null) {
            events.addAll(ledger.events());
        }
        LedgerSource entries = ledger == null ? LedgerSource.NONE : ledger;
        return new Evidence(plan(), events, requests, compared, entries, observations);
    }

    @Override
    PlantedRun self() {
        return this;
    }

    @Override
    PlantedRequests sent() {
        return requests;
    }

    /** The share of an outage: everything fails from a moment until another. */
    public static DoubleUnaryOperator outage(double from, double to) {
        return at -> at >= from && at < to ? 1 : 0;
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
