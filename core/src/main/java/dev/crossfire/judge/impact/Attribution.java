package dev.crossfire.judge.impact;

import dev.crossfire.judge.timeline.FaultMoments;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.spi.FigureText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Assigns unhealthy intervals to faults.
 *
 * <p>An interval belongs to the latest event before its onset; events within a stable-for time of each other share it.
 */
public final class Attribution {
    /**
     * How many stable-for times a cohort may stay unhealthy, with the fault cleared and the load at its base, before it
     * counts as metastable.
     */
    public static final int METASTABLE_FACTOR = 3;

    private final Timeline timeline;
    private final long stableFor;
    private final long observedUntil;
    private final List<Candidate> events;

    /**
     * @param stableFor the stable-for time, microseconds
     * @param observedUntil until when the absence of an unhealthy interval is evidence, microseconds since the epoch
     */
    public Attribution(Timeline timeline, long stableFor, long observedUntil) {
        this.timeline = timeline;
        this.stableFor = stableFor;
        this.observedUntil = observedUntil;
        List<Candidate> all = new ArrayList<>();
        timeline.steps().forEach(step -> all.add(new Candidate(step, EventKind.LOAD, "load")));
        for (FaultMoments fault : timeline.effectiveFaults()) {
            all.add(new Candidate(began(fault), EventKind.EFFECT, fault.id()));
            if (fault.cleared() != null) {
                all.add(new Candidate(Micros.of(fault.cleared()), EventKind.CLEARED, fault.id()));
            }
        }
        all.sort(Comparator.comparingLong(Candidate::at));
        events = List.copyOf(all);
    }

    private enum EventKind {
        LOAD,
        EFFECT,
        CLEARED
    }

    private record Candidate(long at, EventKind kind, String cause) {
        boolean is(EventKind other, FaultMoments fault) {
            return kind == other && cause.equals(fault.id());
        }

        String words() {
            return switch (kind) {
                case LOAD -> "a change of load";
                case EFFECT -> cause;
                case CLEARED -> "the end of " + cause;
            };
        }
    }

    /** What a fault that took effect did to a cohort. */
    public FaultFinding of(FaultMoments fault, String cohort, List<UnhealthyInterval> unhealthyIntervals) {
        Optional<UnhealthyInterval> before = unhealthyIntervals.stream()
                .filter(t -> wasThereBefore(t, fault))
                .findFirst();
        if (before.isPresent()) {
            return plain(fault, cohort, RecoveryState.UNHEALTHY_BEFORE, before.get(), List.of());
        }
        List<UnhealthyInterval> own =
                unhealthyIntervals.stream().filter(t -> owns(fault, t)).toList();
        List<UnhealthyInterval> returned =
                unhealthyIntervals.stream().filter(t -> isPostFault(fault, t)).toList();
        if (!own.isEmpty()) {
            return withImpact(fault, cohort, own, returned);
        }
        boolean seen = fault.effectiveHigh() + stableFor <= observedUntil;
        return plain(fault, cohort, seen ? RecoveryState.NO_IMPACT : RecoveryState.CENSORED, null, returned);
    }

    private FaultFinding plain(
            FaultMoments fault,
            String cohort,
            RecoveryState state,
            @Nullable UnhealthyInterval unhealthyInterval,
            List<UnhealthyInterval> returned) {
        boolean ended =
                unhealthyInterval == null ? state == RecoveryState.NO_IMPACT : isOver(unhealthyInterval, observedUntil);
        return new FaultFinding(
                fault, cohort, state, unhealthyInterval, 0, returned, List.of(), observedUntil, null, ended);
    }

    private FaultFinding withImpact(
            FaultMoments fault, String cohort, List<UnhealthyInterval> own, List<UnhealthyInterval> returned) {
        UnhealthyInterval unhealthyInterval = own.get(0);
        @Nullable Candidate later = laterFaultDuring(unhealthyInterval, fault).orElse(null);
        long until = later == null ? observedUntil : later.at();
        boolean ended = isOver(unhealthyInterval, until);
        List<String> causes = otherCauses(fault, unhealthyInterval);
        RecoveryState state;
        if (later != null) {
            state = RecoveryState.CENSORED;
        } else if (isMetastable(fault, unhealthyInterval)) {
            state = RecoveryState.METASTABLE;
        } else if (!causes.isEmpty()) {
            state = RecoveryState.CONFOUNDED;
        } else {
            state = ended ? RecoveryState.RECOVERED : RecoveryState.CENSORED;
        }
        @Nullable String laterFault = later == null ? null : later.cause();
        return new FaultFinding(
                fault, cohort, state, unhealthyInterval, own.size() - 1, returned, causes, until, laterFault, ended);
    }

    /** The unhealthy intervals that belong to no fault, with the event after which they began. */
    public List<String> notesOnOthers(String cohort, List<UnhealthyInterval> unhealthyIntervals) {
        List<String> notes = new ArrayList<>();
        for (UnhealthyInterval unhealthyInterval : unhealthyIntervals) {
            if (owners(unhealthyInterval).stream().noneMatch(event -> event.kind() != EventKind.LOAD)) {
                String after = latestBefore(unhealthyInterval)
                        .map(event -> "after a change of load at " + at(event.at()))
                        .orElse("before any fault or change of load");
                notes.add(cohort + " were unhealthy from "
                        + at(unhealthyInterval.onset().bestMicros()) + " to "
                        + at(unhealthyInterval.end().bestMicros()) + ", " + after);
            }
        }
        return notes;
    }

    /**
     * The moment from which an unhealthy interval may be the fault's: its injection, if it took effect soon after. A
     * probe may still see a target intact that has begun to fail.
     */
    private long began(FaultMoments fault) {
        long effect = fault.effectiveLow();
        long injectedAt = fault.injected() == null ? effect : Micros.of(fault.injected());
        return injectedAt < effect && injectedAt > effect - stableFor ? injectedAt : effect;
    }

    private String at(long micros) {
        return FigureText.moment(Micros.seconds(micros - timeline.zero()));
    }

    private boolean isOver(UnhealthyInterval unhealthyInterval, long until) {
        return unhealthyInterval.end().highMicros() + stableFor <= until;
    }

    /** The interval touches the stable-for time before the effect, and no other fault is so near that both share it. */
    private boolean wasThereBefore(UnhealthyInterval unhealthyInterval, FaultMoments fault) {
        long effect = began(fault);
        boolean touches = unhealthyInterval.onset().highMicros() < effect
                && unhealthyInterval.end().highMicros() >= effect - stableFor;
        return touches && nearFaultBefore(unhealthyInterval, fault).isEmpty();
    }

    /**
     * A fault at most a stable-for time before this one, after which the interval began and during which this one came.
     */
    private Optional<Candidate> nearFaultBefore(UnhealthyInterval unhealthyInterval, FaultMoments fault) {
        long effect = began(fault);
        return events.stream()
                .filter(event ->
                        event.kind() == EventKind.EFFECT && !event.cause().equals(fault.id()))
                .filter(event -> event.at() >= effect - stableFor && event.at() <= effect)
                .filter(event -> event.at() <= unhealthyInterval.onset().highMicros())
                .filter(event -> unhealthyInterval.end().highMicros() >= effect)
                .findFirst();
    }

    private boolean owns(FaultMoments fault, UnhealthyInterval unhealthyInterval) {
        boolean since = owners(unhealthyInterval).stream().anyMatch(event -> event.is(EventKind.EFFECT, fault));
        return (since && !beganAfterCleared(fault, unhealthyInterval))
                || (unhealthyInterval.onset().highMicros() < began(fault)
                        && nearFaultBefore(unhealthyInterval, fault).isPresent());
    }

    /** An interval that begins once the fault is cleared is no recovery from it, however short the fault was. */
    private boolean isPostFault(FaultMoments fault, UnhealthyInterval unhealthyInterval) {
        return beganAfterCleared(fault, unhealthyInterval)
                && owners(unhealthyInterval).stream()
                        .anyMatch(event ->
                                event.kind() != EventKind.LOAD && event.cause().equals(fault.id()));
    }

    /** Only where no doubt is left: an onset that may lie before the end of the fault counts against the fault. */
    private static boolean beganAfterCleared(FaultMoments fault, UnhealthyInterval unhealthyInterval) {
        return fault.cleared() != null
                && unhealthyInterval.onset().lowMicros() >= Math.max(Micros.of(fault.cleared()), fault.effectiveHigh());
    }

    private List<Candidate> owners(UnhealthyInterval unhealthyInterval) {
        @Nullable Candidate latest = latestBefore(unhealthyInterval).orElse(null);
        if (latest == null) {
            return List.of();
        }
        return events.stream()
                .filter(event -> event.at() <= latest.at() && event.at() > latest.at() - stableFor)
                .toList();
    }

    private Optional<Candidate> latestBefore(UnhealthyInterval unhealthyInterval) {
        return events.stream()
                .filter(event -> event.at() <= unhealthyInterval.onset().highMicros())
                .reduce((first, second) -> second);
    }

    /** Events that share the interval, or came within a stable-for time of the fault while the interval lasted. */
    private List<String> otherCauses(FaultMoments fault, UnhealthyInterval unhealthyInterval) {
        List<Candidate> owners = owners(unhealthyInterval);
        long effect = began(fault);
        return events.stream()
                .filter(event ->
                        event.kind() == EventKind.LOAD || !event.cause().equals(fault.id()))
                .filter(event -> owners.contains(event)
                        || (Math.abs(event.at() - effect) < stableFor
                                && event.at() <= unhealthyInterval.end().bestMicros()))
                .map(Candidate::words)
                .distinct()
                .toList();
    }

    private Optional<Candidate> laterFaultDuring(UnhealthyInterval unhealthyInterval, FaultMoments fault) {
        return events.stream()
                .filter(event ->
                        event.kind() == EventKind.EFFECT && !event.cause().equals(fault.id()))
                .filter(event -> event.at() >= began(fault) + stableFor && event.at() < observedUntil)
                .filter(event -> event.at() > unhealthyInterval.onset().lowMicros()
                        && event.at() <= unhealthyInterval.end().highMicros())
                .findFirst();
    }

    private boolean isMetastable(FaultMoments fault, UnhealthyInterval unhealthyInterval) {
        if (fault.cleared() == null) {
            return false;
        }
        long patience = METASTABLE_FACTOR * stableFor;
        long baseLoadFrom = timeline.baseLoadFrom(Math.max(Micros.of(fault.cleared()), fault.effectiveLow()), patience);
        return unhealthyInterval.end().lowMicros() >= baseLoadFrom + patience;
    }
}
