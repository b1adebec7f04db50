package dev.crossfire.judge.timeline;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource.SelectedCohort;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Population;
import dev.crossfire.model.load.Population.ArrivalModel;
import java.time.Duration;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The moments of a run, from the plan and the journal.
 *
 * @param zero t = 0
 * @param end when evidence ends: load's planned end or the abort
 * @param complete the journal records that the load ran to its end without a problem
 * @param faults every planned fault, in the plan's order
 * @param steps the moments at which any cohort's rate begins or ends to change, sorted
 * @param models how the users of each cohort arrive; a cohort whose arrival model is unknown has no entry
 */
public record Timeline(
        long zero,
        long end,
        boolean complete,
        List<FaultMoments> faults,
        List<Long> steps,
        Load load,
        Map<String, ArrivalModel> models) {
    /** Reads the plan and the journal; empty when load never started. */
    public static Optional<Timeline> of(Evidence evidence) {
        List<JournalEvent.LoadStarted> started = evidence.events(JournalEvent.LoadStarted.class);
        if (started.isEmpty()) {
            return Optional.empty();
        }
        Load load = evidence.plan().scenario().load();
        long zero = Micros.of(started.get(0).zero());
        long abort = evidence.events(JournalEvent.Aborted.class).stream()
                .mapToLong(event -> Micros.of(event.at()))
                .min()
                .orElse(Micros.NEVER);
        List<JournalEvent.LoadEnded> ended = evidence.events(JournalEvent.LoadEnded.class);
        boolean complete =
                abort == Micros.NEVER && !ended.isEmpty() && ended.stream().allMatch(event -> event.problem() == null);
        TreeSet<Long> steps = new TreeSet<>();
        for (Cohort cohort : load.cohorts()) {
            cohort.steps().forEach(step -> steps.add(zero + Micros.of(step)));
        }
        Map<String, ArrivalModel> models = evidence.events(JournalEvent.LoadReady.class).stream()
                .flatMap(ready -> ready.populations().stream())
                .collect(Collectors.toMap(Population::cohort, Population::model, (one, other) -> one, TreeMap::new));
        evidence.requests().selected().forEach((cohort, of) -> model(of, models).ifPresent(m -> models.put(cohort, m)));
        return Optional.of(new Timeline(
                zero,
                Math.min(abort, zero + Micros.of(load.duration())),
                complete,
                evidence.plan().faults().stream()
                        .map(fault -> FaultMoments.of(fault, evidence))
                        .toList(),
                List.copyOf(steps),
                load,
                Collections.unmodifiableMap(models)));
    }

    /** How the users who send selected requests arrive: in a closed model, if any of them do. */
    private static Optional<ArrivalModel> model(SelectedCohort cohort, Map<String, ArrivalModel> models) {
        return models.keySet().containsAll(cohort.scenarios())
                ? cohort.scenarios().stream()
                        .map(models::get)
                        .max(Comparator.comparing(one -> one != ArrivalModel.OPEN))
                : Optional.empty();
    }

    /**
     * Whether a request is evidence about the system: sent after warm-up and before the end, not cut short by
     * Crossfire.
     */
    public boolean covers(RequestRecord request) {
        return request.isEvidence() && request.intendedMicros() >= zero && request.intendedMicros() < end;
    }

    /** Whether a request is evidence about the system, answered or not. */
    public boolean isEvidence(RequestRecord request, long withinMicros) {
        return covers(request) || coversUnanswered(request, withinMicros);
    }

    /**
     * Whether a request that Crossfire cut short is evidence about the system all the same: it had waited longer than
     * L.
     */
    public boolean coversUnanswered(RequestRecord request, long withinMicros) {
        return request.isAborted()
                && !request.isWarmUp()
                && request.intendedMicros() >= zero
                && request.intendedMicros() < end - withinMicros
                && request.endMicros() - request.intendedMicros() > withinMicros;
    }

    /** When a request ended, or the evidence if Crossfire cut the request short. */
    public long endOf(RequestRecord request) {
        return request.isAborted() ? Math.min(end, request.endMicros()) : request.endMicros();
    }

    /** The faults that left no proof that they took place, by id. */
    public Set<String> unconfirmed() {
        return faults.stream()
                .filter(FaultMoments::unconfirmed)
                .map(FaultMoments::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** The faults that were not injected, by id, each with the reason. */
    public Map<String, String> notInjected() {
        return faults.stream()
                .filter(fault -> fault.injected() == null && fault.effective() == null)
                .collect(Collectors.toUnmodifiableMap(
                        FaultMoments::id,
                        fault -> fault.failure() == null
                                ? fault.id() + " was never injected"
                                : fault.id() + " was not injected: " + fault.failure()));
    }

    /** Whether the journal shows that a fault was never injected. */
    public boolean isUntouched(String id) {
        return faults.stream()
                .anyMatch(fault -> fault.id().equals(id)
                        && fault.injected() == null
                        && fault.effective() == null
                        && fault.failure() != null);
    }

    /**
     * The faults that took effect, by when they did. Those that left no proof are included, because an unhealthy
     * interval may be theirs.
     */
    public List<FaultMoments> effectiveFaults() {
        return faults.stream()
                .filter(fault -> fault.effective() != null)
                .sorted((a, b) -> Long.compare(a.effectiveLow(), b.effectiveLow()))
                .toList();
    }

    /** When each of them did at the earliest, microseconds since the epoch, sorted. */
    public long[] effects() {
        return effectiveFaults().stream().mapToLong(FaultMoments::effectiveLow).toArray();
    }

    /** The first moment at or after another from which load stays at its base for a while; never if it does not. */
    public long baseLoadFrom(long moment, long length) {
        long from = moment;
        for (boolean moved = true; moved; ) {
            moved = false;
            for (Interval spike : spikes()) {
                if (spike.from() < from + length && spike.until() > from) {
                    from = spike.until();
                    moved = true;
                }
            }
        }
        return from;
    }

    /** When any cohort's rate is above its base. */
    public List<Interval> spikes() {
        return load.cohorts().stream()
                .flatMap(cohort -> cohort.spikes().stream())
                .map(spike -> new Interval(at(spike.at()), at(spike.end())))
                .toList();
    }

    private long at(Duration offset) {
        return zero + Micros.of(offset);
    }
}
