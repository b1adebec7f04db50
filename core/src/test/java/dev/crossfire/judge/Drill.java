package dev.crossfire.judge;

import dev.crossfire.evidence.ControlRun;
import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.judge.objective.PostFaultImpact;
import dev.crossfire.judge.objective.RecoveryTime;
import dev.crossfire.model.ExpectedEffect;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.HealthRule;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.TargetSelection;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Spike;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.ObjectiveKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.ServiceLoader;
import java.util.SplittableRandom;
import java.util.function.Consumer;
import java.util.function.DoubleUnaryOperator;
import java.util.random.RandomGenerator;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A run whose truth is planted: 120 s of buyers, healthy when 99 % get an answer in 1 s, for 10 s.
 *
 * <p>All moments in seconds after t = 0.
 */
public final class Drill {
    public static final double LENGTH = 120;
    public static final Instant ZERO = Instant.parse("2026-11-20T09:00:00Z");
    private static final long MILLI = 1_000;
    private static final List<String> STRINGS = List.of(
            "",
            "buyers",
            "reserve",
            "browsers",
            "browse",
            "closed",
            "BindException: Cannot assign requested address",
            "j.n.SocketException: Too many open files",
            "Errors$NativeIoException: newSocketStream(..) failed with error(-24): Too many open files",
            "ChannelException: Failed to open a socket.");
    /** Of those, the messages of a connection that this machine could not begin. */
    public static final List<Integer> OWN_FAULTS = List.of(6, 7, 8, 9);

    private record NoSettings() implements FaultSettings {}

    private final List<JournalEvent> journal = new ArrayList<>();
    private final List<Plan.PlannedFault> faults = new ArrayList<>();
    private final List<ObjectiveSpec> objectives = new ArrayList<>();
    private final List<RequestRecord> requests = new ArrayList<>();
    private final List<Spike> spikes = new ArrayList<>();
    private final List<ObjectiveKind<?>> kinds = new ArrayList<>();
    private boolean loadEnds = true;
    private boolean control;
    private boolean bites = true;
    private @Nullable ExpectedEffect expect;
    private long tornAt = -1;
    private @Nullable ControlRun compared;
    private Ratio ratio = new Ratio(0.99);
    private final Map<String, Double> plannedRates = new HashMap<>();
    private final List<String> ruled = new ArrayList<>(List.of("buyers", "browsers"));

    public Drill() {
        journal.add(new JournalEvent.LoadStarted(ZERO, ZERO));
        ServiceLoader.load(ObjectiveKind.class).forEach(kinds::add);
    }

    /** Buyers at an even rate, with a bad ratio at each second; bad ones fail at once. */
    public Drill buyers(double rate, DoubleUnaryOperator badRatio) {
        return requests(1, 2, rate, 0, LENGTH, badRatio);
    }

    public Drill requests(int cohort, int name, double rate, double from, double to, DoubleUnaryOperator badRatio) {
        SplittableRandom random = new SplittableRandom(cohort * 31L + name);
        for (double at = from + 0.5 / rate; at < to; at += 1 / rate) {
            request(at, random.nextDouble() >= badRatio.applyAsDouble(at), 5, cohort, name);
        }
        return this;
    }

    public Drill request(double at, boolean ok, int responseMillis, int cohort, int name) {
        int flags = RequestRecord.FLAG_INTENDED_KNOWN | (ok ? RequestRecord.FLAG_OK : 0);
        return request(at, responseMillis, cohort, name, flags, 0);
    }

    public Drill request(double at, int responseMillis, int cohort, int name, int flags, int lagMillis) {
        requests.add(new RequestRecord(
                micros(at),
                (int) (lagMillis * MILLI),
                (int) (responseMillis * MILLI),
                cohort,
                name,
                200,
                flags,
                (flags & RequestRecord.FLAG_OK) != 0 ? 0 : 5));
        return this;
    }

    /** A request that never left the generator's machine, because that had no port left for it. */
    public Drill withoutPort(double at) {
        return unsent(at, OWN_FAULTS.get(0));
    }

    /** A request that got no answer at all, with its error message. */
    public Drill unsent(double at, int error) {
        requests.add(new RequestRecord(micros(at), 0, 100, 1, 2, 0, RequestRecord.FLAG_INTENDED_KNOWN, error));
        return this;
    }

    /** A fault that takes effect 20 ms after its injection, give or take 10 ms. */
    public Drill fault(String id, double effective, double cleared) {
        Instant injected = instant(effective - 0.02);
        planned(id, effective);
        journal.add(new JournalEvent.FaultIntended(injected, id, "outage", List.of("db"), Map.of()));
        journal.add(new JournalEvent.FaultInjected(injected, id, injected, injected));
        journal.add(new JournalEvent.FaultEffective(
                injected, id, instant(effective - 0.01), instant(effective + 0.01), "down"));
        if (bites) {
            journal.add(new JournalEvent.FaultConfirmed(injected, id, instant(effective + 0.5), "new writer"));
        }
        if (cleared < LENGTH) {
            journal.add(new JournalEvent.FaultCleared(injected, id, instant(cleared), "whole"));
        }
        journal.add(new JournalEvent.HealEnded(injected, id, true, "whole"));
        return this;
    }

    public Drill planned(String id, double at) {
        FaultSpec spec = new FaultSpec(
                id,
                "outage",
                "db",
                new TargetSelection.All(),
                new Start.At(duration(at)),
                null,
                new NoSettings(),
                expect);
        faults.add(new Plan.PlannedFault(spec, List.of(), duration(at), Duration.ofMinutes(1), null, 0));
        return this;
    }

    public Drill journal(JournalEvent event) {
        journal.add(event);
        return this;
    }

    public Drill neverStarted() {
        journal.clear();
        return this;
    }

    public Drill loadCutShort() {
        loadEnds = false;
        return this;
    }

    public Drill acceptsNothing() {
        ratio = new Ratio(1);
        return this;
    }

    /** What faults planned from here on are expected to do to users; null for nothing in particular. */
    public Drill expects(@Nullable ExpectedEffect wanted) {
        expect = wanted;
        return this;
    }

    /** Faults planned from here on leave no proof that they took place. */
    public Drill unconfirmed() {
        bites = false;
        return this;
    }

    public Drill control() {
        control = true;
        return this;
    }

    public Drill torn() {
        tornAt = 16;
        return this;
    }

    /** Plans a spike of buyers to 400/s. */
    public Drill spike(double at, double ramp, double hold) {
        spikes.add(new Spike(duration(at), new Rate(400), duration(ramp), duration(hold)));
        return this;
    }

    /** Plans another rate for a cohort than the one it sends. */
    public Drill plansRate(String cohort, double rate) {
        plannedRates.put(cohort, rate);
        return this;
    }

    public Drill wants(String id, String kind, ObjectiveSettings settings) {
        objectives.add(new ObjectiveSpec(id, kind, settings));
        return this;
    }

    public Drill wantsRecovery(String fault, double atMost) {
        return wants("back", "recovery-time", new RecoveryTime.Settings("buyers", fault, duration(atMost)));
    }

    public Drill wantsReturn(String fault, double atMost) {
        return wants("returned", "post-fault-impact", new PostFaultImpact.Settings("buyers", fault, duration(atMost)));
    }

    /** Gives the health rule to one cohort more. */
    public Drill healthyToo(String cohort) {
        ruled.add(cohort);
        return this;
    }

    public Drill judgedBy(ObjectiveKind<?> kind) {
        kinds.add(kind);
        return this;
    }

    public Drill shuffled(RandomGenerator random) {
        for (int i = requests.size() - 1; i > 0; i--) {
            Collections.swap(requests, i, random.nextInt(i + 1));
        }
        return this;
    }

    /** As recorded: in the order in which requests ended. */
    public Drill asRecorded() {
        requests.sort(Comparator.comparingLong(RequestRecord::endMicros));
        return this;
    }

    public Verdict verdict() {
        try {
            return new Judge(kinds).judge(evidence());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    public CohortRecovery recovery(String fault) {
        return verdict().recovery().stream()
                .filter(one -> one.fault().equals(fault) && one.cohort().equals("buyers"))
                .findFirst()
                .orElseThrow();
    }

    public ObjectiveVerdict objective() {
        return verdict().objectives().get(0);
    }

    /** A run without faults to compare with. */
    public Drill comparedWith(ControlRun run) {
        compared = run;
        return this;
    }

    public Evidence evidence() {
        List<JournalEvent> events = new ArrayList<>(journal);
        if (loadEnds) {
            events.add(new JournalEvent.LoadEnded(instant(LENGTH), requests.size(), null));
        }
        return new Evidence(plan(), events, new Source(), compared);
    }

    /** What was to be done. */
    public Plan plan() {
        List<Cohort> cohorts = new ArrayList<>();
        for (String name : List.of("buyers", "browsers")) {
            double rate = requests.isEmpty() && plannedRates.isEmpty()
                    ? 60
                    : plannedRates.getOrDefault(name, sentRate(STRINGS.indexOf(name)));
            if (rate > 0) {
                cohorts.add(new Cohort(name, new Rate(rate), name.equals("buyers") ? spikes : List.of()));
            }
        }
        HealthRule rule = new HealthRule(Duration.ofSeconds(1), ratio, Duration.ofSeconds(10));
        Map<String, HealthRule> rules = new LinkedHashMap<>();
        ruled.forEach(cohort -> rules.put(cohort, rule));
        Scenario scenario = new Scenario(
                "s",
                "t",
                new Load("TicketOpen", Map.of(), Duration.ofSeconds(10), duration(LENGTH), cohorts),
                rules,
                Duration.ofSeconds(5),
                faults.stream().map(Plan.PlannedFault::spec).toList(),
                objectives);
        return new Plan(
                Plan.SCHEMA,
                "run-1",
                scenario,
                "lab",
                null,
                1,
                control,
                faults,
                new Plan.BlastRadius(1, 1, List.of("db"), Duration.ofMinutes(1)),
                0,
                Map.of(),
                Map.of(),
                List.of(),
                null,
                "shop.example:8080");
    }

    /** What a cohort sends in most seconds; by default the plan has the same rate. */
    private double sentRate(int cohort) {
        Map<Long, Long> bySecond = requests.stream()
                .filter(request -> request.cohort() == cohort && request.isEvidence())
                .filter(request -> request.intendedMicros() >= micros(0) && request.intendedMicros() < micros(LENGTH))
                .collect(Collectors.groupingBy(request -> request.intendedMicros() / 1_000_000, Collectors.counting()));
        long sent = bySecond.values().stream().mapToLong(Long::longValue).sum();
        List<Long> sorted = bySecond.values().stream().sorted().toList();
        return sent < 5 * LENGTH ? sent / LENGTH : sorted.get(sorted.size() / 2);
    }

    private final class Source implements RequestSource {
        @Override
        public StringTable strings() {
            Map<Integer, String> texts = new HashMap<>();
            for (int i = 1; i < STRINGS.size(); i++) {
                texts.put(i, STRINGS.get(i));
            }
            return new StringTable(texts);
        }

        @Override
        public Integrity forEach(Consumer<RequestRecord> consumer) {
            requests.forEach(consumer);
            return new Integrity(requests.size(), tornAt);
        }
    }

    public static DoubleUnaryOperator out(double from, double to) {
        return at -> at >= from && at < to ? 1 : 0;
    }

    /** High minus low, seconds. */
    public static double width(CohortRecovery recovery) {
        return Objects.requireNonNull(recovery.high()) - Objects.requireNonNull(recovery.low());
    }

    public static Instant instant(double second) {
        return ZERO.plusNanos(Math.round(second * 1e9));
    }

    private static long micros(double second) {
        return ZERO.getEpochSecond() * 1_000_000 + Math.round(second * 1e6);
    }

    public static Duration duration(double seconds) {
        return Duration.ofNanos(Math.round(seconds * 1e9));
    }
}
