package dev.crossfire.judge;

import dev.crossfire.model.Verdict.RecoveryState;
import dev.crossfire.spi.FigureText;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Says which trouble belongs to which fault.
 *
 * <p>A trouble belongs to the latest event before its onset; events within a hold of each other own it together.
 */
final class Attribution {
    /** How many holds a cohort may be unwell with the fault gone and load at its base before it is called stuck. */
    static final int METASTABLE_HOLDS = 3;

    private final Timeline timeline;
    private final long hold;
    private final long seenUntil;
    private final List<Event> events;

    /**
     * @param hold how long a cohort must stay well, microseconds
     * @param seenUntil until when the absence of its trouble is evidence, microseconds since the epoch
     */
    Attribution(Timeline timeline, long hold, long seenUntil) {
        this.timeline = timeline;
        this.hold = hold;
        this.seenUntil = seenUntil;
        List<Event> all = new ArrayList<>();
        timeline.steps().forEach(step -> all.add(new Event(step, Kind.LOAD, "load")));
        for (FaultMoments fault : timeline.effectiveFaults()) {
            all.add(new Event(began(fault), Kind.EFFECT, fault.id()));
            if (fault.cleared() != null) {
                all.add(new Event(Micros.of(fault.cleared()), Kind.CLEARED, fault.id()));
            }
        }
        all.sort(Comparator.comparingLong(Event::at));
        events = List.copyOf(all);
    }

    private enum Kind {
        LOAD,
        EFFECT,
        CLEARED
    }

    private record Event(long at, Kind kind, String who) {
        boolean is(Kind other, FaultMoments fault) {
            return kind == other && who.equals(fault.id());
        }

        String words() {
            return switch (kind) {
                case LOAD -> "a change of load";
                case EFFECT -> who;
                case CLEARED -> "the end of " + who;
            };
        }
    }

    /** What a fault that took effect did to a cohort. */
    Finding of(FaultMoments fault, String cohort, List<Trouble> troubles) {
        Optional<Trouble> before =
                troubles.stream().filter(t -> wasThereBefore(t, fault)).findFirst();
        if (before.isPresent()) {
            return plain(fault, cohort, RecoveryState.NOT_WELL_BEFORE, before.get(), List.of());
        }
        List<Trouble> own = troubles.stream().filter(t -> owns(fault, t)).toList();
        List<Trouble> returned =
                troubles.stream().filter(t -> isReturnHarm(fault, t)).toList();
        if (!own.isEmpty()) {
            return harmed(fault, cohort, own, returned);
        }
        boolean seen = fault.effectiveHigh() + hold <= seenUntil;
        return plain(fault, cohort, seen ? RecoveryState.NO_IMPACT : RecoveryState.CENSORED, null, returned);
    }

    private Finding plain(
            FaultMoments fault, String cohort, RecoveryState state, @Nullable Trouble trouble, List<Trouble> returned) {
        boolean ended = trouble == null ? state == RecoveryState.NO_IMPACT : isOver(trouble, seenUntil);
        return new Finding(fault, cohort, state, trouble, 0, returned, List.of(), seenUntil, null, ended);
    }

    private Finding harmed(FaultMoments fault, String cohort, List<Trouble> own, List<Trouble> returned) {
        Trouble trouble = own.get(0);
        @Nullable Event later = laterFaultDuring(trouble, fault).orElse(null);
        long until = later == null ? seenUntil : later.at();
        boolean ended = isOver(trouble, until);
        List<String> causes = otherCauses(fault, trouble);
        RecoveryState state;
        if (later != null) {
            state = RecoveryState.CENSORED;
        } else if (isMetastable(fault, trouble)) {
            state = RecoveryState.METASTABLE;
        } else if (!causes.isEmpty()) {
            state = RecoveryState.CONFOUNDED;
        } else {
            state = ended ? RecoveryState.RECOVERED : RecoveryState.CENSORED;
        }
        @Nullable String laterFault = later == null ? null : later.who();
        return new Finding(fault, cohort, state, trouble, own.size() - 1, returned, causes, until, laterFault, ended);
    }

    /** The troubles that belong to no fault, with what they began after. */
    List<String> notesOnOthers(String cohort, List<Trouble> troubles) {
        List<String> notes = new ArrayList<>();
        for (Trouble trouble : troubles) {
            if (owners(trouble).stream().noneMatch(event -> event.kind() != Kind.LOAD)) {
                String after = latestBefore(trouble)
                        .map(event -> "after a change of load at " + at(event.at()))
                        .orElse("before any fault or change of load");
                notes.add(cohort + " were unwell from " + at(trouble.onset().bestMicros()) + " to "
                        + at(trouble.end().bestMicros()) + ", " + after);
            }
        }
        return notes;
    }

    /**
     * The moment after which trouble may be the fault's: when it was asked for, where it took effect soon after. A probe
     * may still see a target whole that has begun to fail.
     */
    private long began(FaultMoments fault) {
        long effect = fault.effectiveLow();
        long asked = fault.commanded() == null ? effect : Micros.of(fault.commanded());
        return asked < effect && asked > effect - hold ? asked : effect;
    }

    private String at(long micros) {
        return FigureText.moment(Micros.seconds(micros - timeline.zero()));
    }

    private boolean isOver(Trouble trouble, long until) {
        return trouble.end().highMicros() + hold <= until;
    }

    /** Trouble touches the hold before the effect, and no fault so near that both own it excuses that. */
    private boolean wasThereBefore(Trouble trouble, FaultMoments fault) {
        long effect = began(fault);
        boolean touches = trouble.onset().highMicros() < effect && trouble.end().highMicros() >= effect - hold;
        return touches && nearFaultBefore(trouble, fault).isEmpty();
    }

    /** A fault at most a hold before this one, after which the trouble began and during which this one came. */
    private Optional<Event> nearFaultBefore(Trouble trouble, FaultMoments fault) {
        long effect = began(fault);
        return events.stream()
                .filter(event -> event.kind() == Kind.EFFECT && !event.who().equals(fault.id()))
                .filter(event -> event.at() >= effect - hold && event.at() <= effect)
                .filter(event -> event.at() <= trouble.onset().highMicros())
                .filter(event -> trouble.end().highMicros() >= effect)
                .findFirst();
    }

    private boolean owns(FaultMoments fault, Trouble trouble) {
        boolean since = owners(trouble).stream().anyMatch(event -> event.is(Kind.EFFECT, fault));
        return (since && !beganAfterCleared(fault, trouble))
                || (trouble.onset().highMicros() < began(fault)
                        && nearFaultBefore(trouble, fault).isPresent());
    }

    /** What begins once the fault is gone is no recovery from it, however short the fault was. */
    private boolean isReturnHarm(FaultMoments fault, Trouble trouble) {
        return beganAfterCleared(fault, trouble)
                && owners(trouble).stream()
                        .anyMatch(event ->
                                event.kind() != Kind.LOAD && event.who().equals(fault.id()));
    }

    /** Only where no doubt is left: an onset that may lie before the end of the fault counts against the fault. */
    private static boolean beganAfterCleared(FaultMoments fault, Trouble trouble) {
        return fault.cleared() != null
                && trouble.onset().lowMicros() >= Math.max(Micros.of(fault.cleared()), fault.effectiveHigh());
    }

    private List<Event> owners(Trouble trouble) {
        @Nullable Event latest = latestBefore(trouble).orElse(null);
        if (latest == null) {
            return List.of();
        }
        return events.stream()
                .filter(event -> event.at() <= latest.at() && event.at() > latest.at() - hold)
                .toList();
    }

    private Optional<Event> latestBefore(Trouble trouble) {
        return events.stream()
                .filter(event -> event.at() <= trouble.onset().highMicros())
                .reduce((first, second) -> second);
    }

    /** Events that own the trouble too, or came within a hold of the fault while the trouble lasted. */
    private List<String> otherCauses(FaultMoments fault, Trouble trouble) {
        List<Event> owners = owners(trouble);
        long effect = began(fault);
        return events.stream()
                .filter(event -> event.kind() == Kind.LOAD || !event.who().equals(fault.id()))
                .filter(event -> owners.contains(event)
                        || (Math.abs(event.at() - effect) < hold
                                && event.at() <= trouble.end().bestMicros()))
                .map(Event::words)
                .distinct()
                .toList();
    }

    private Optional<Event> laterFaultDuring(Trouble trouble, FaultMoments fault) {
        return events.stream()
                .filter(event -> event.kind() == Kind.EFFECT && !event.who().equals(fault.id()))
                .filter(event -> event.at() >= began(fault) + hold && event.at() < seenUntil)
                .filter(event -> event.at() > trouble.onset().lowMicros()
                        && event.at() <= trouble.end().highMicros())
                .findFirst();
    }

    private boolean isMetastable(FaultMoments fault, Trouble trouble) {
        if (fault.cleared() == null) {
            return false;
        }
        long patience = METASTABLE_HOLDS * hold;
        long calm = timeline.baseLoadFrom(Math.max(Micros.of(fault.cleared()), fault.effectiveLow()), patience);
        return trouble.end().lowMicros() >= calm + patience;
    }
}
