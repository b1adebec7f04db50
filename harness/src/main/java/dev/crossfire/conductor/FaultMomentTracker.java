package dev.crossfire.conductor;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.spi.ProbeResult;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Turns probe results into a fault's moments; reads no clock.
 *
 * <p>The effective moment is a bracket: the start of the last probe that saw the target intact, or the moment from
 * which its answer certainly is, and the end of the first that did not, or the moment by which that certainly was so.
 * A fault that knows when its environment was requested to break the target knows the lower end better than probes do.
 * Probes from before the injection count only towards the bracket's lower end.
 */
final class FaultMomentTracker {
    /** One probe of the target. */
    record TimedProbe(Instant began, Instant ended, ProbeResult probeResult) {}

    private final String fault;
    private @Nullable Instant injected;
    private @Nullable Instant lastIntact;
    private @Nullable ProbeResult last;
    private boolean effective;
    private boolean confirmed;
    private boolean cleared;

    FaultMomentTracker(String fault) {
        this.fault = fault;
    }

    /** From now on what is seen is the fault's doing. */
    synchronized void injected(Instant when) {
        injected = when;
    }

    /** Adds a probe result; returns the moments that it showed, in order. */
    synchronized List<JournalEvent> observe(TimedProbe probe) {
        List<JournalEvent> moments = new ArrayList<>();
        ProbeResult seen = probe.probeResult();
        last = seen;
        if (!effective && seen.intact()) {
            Instant asOf = seen.asOf();
            lastIntact = asOf == null || asOf.isBefore(probe.began()) ? probe.began() : asOf;
        }
        if (injected == null || probe.ended().isBefore(injected)) {
            return moments;
        }
        if (!effective && (!seen.intact() || seen.confirmed())) {
            effective = true;
            Instant notBefore = notBefore(seen, injected);
            moments.add(new JournalEvent.FaultEffective(
                    probe.ended(), fault, notBefore, notAfter(probe, notBefore), seen.detail()));
        }
        if (!confirmed && seen.confirmed()) {
            confirmed = true;
            moments.add(new JournalEvent.FaultConfirmed(probe.ended(), fault, probe.ended(), seen.detail()));
        }
        if (confirmed && !cleared && seen.cleared()) {
            cleared = true;
            moments.add(new JournalEvent.FaultCleared(probe.ended(), fault, probe.ended(), seen.detail()));
        }
        return moments;
    }

    private Instant notBefore(ProbeResult seen, Instant requested) {
        @Nullable Instant since = seen.since() == null ? lastIntact : seen.since();
        return since == null || since.isBefore(requested) ? requested : since;
    }

    /** The end of the probe, unless its result states a moment itself, as that of a probe that timed out does. */
    private static Instant notAfter(TimedProbe probe, Instant notBefore) {
        Instant by = probe.probeResult().by();
        // What was overdue before the fault could be there is no measure of it.
        return by == null || by.isAfter(probe.ended()) || by.isBefore(notBefore) ? probe.ended() : by;
    }

    /** The last probe result; null before the first. */
    synchronized @Nullable ProbeResult last() {
        return last;
    }

    synchronized boolean isConfirmed() {
        return confirmed;
    }

    synchronized boolean isCleared() {
        return cleared;
    }
}
