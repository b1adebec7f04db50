package dev.crossfire.calibrate;

import dev.crossfire.calibrate.CalibrationReport.Clock;
import dev.crossfire.calibrate.server.ServerEvent.LaneTruth;
import dev.crossfire.calibrate.server.ServerEvent.OutageTruth;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Compares the generator's clock with the server's, before the lanes' first outages and after their last. */
final class ClockComparison {
    /** By then whatever the last outage has delayed is over. */
    private static final long SETTLED_MICROS = 3_000_000;

    /** Sendings and answers are told to a millisecond, so bounds may contradict each other by two of them. */
    private static final long GRAIN_MICROS = 2_000;

    private static final double MICROS_A_MILLI = 1000;

    private @Nullable ClockBounds before;
    private @Nullable ClockBounds after;

    /** Adds what one lane shows. */
    void add(LaneTruth truth, RequestSource requests) throws IOException {
        List<OutageTruth> outages = truth.outages();
        long calmUntil = outages.isEmpty() ? Long.MAX_VALUE : outages.get(0).begun();
        long calmFrom = outages.isEmpty() ? Long.MIN_VALUE : outages.get(outages.size() - 1).ended() + SETTLED_MICROS;
        Calm early = new Calm();
        Calm late = new Calm();
        requests.forEach(request -> {
            long sent = request.intendedMicros() + request.lagMicros();
            if (sent < calmUntil) {
                early.add(sent, request);
            }
            if (sent >= calmFrom) {
                late.add(sent, request);
            }
        });
        early.sort();
        late.sort();
        before = narrowed(before, ClockBounds.ofFirst(early.sent, truth.first(), early.answered));
        if (!late.cutShort) {
            after = narrowed(after, ClockBounds.ofLast(late.sent, truth.last(), late.answered));
        }
    }

    private static @Nullable ClockBounds narrowed(@Nullable ClockBounds known, Optional<ClockBounds> added) {
        if (added.isEmpty()) {
            return known;
        }
        return known == null ? added.get() : known.and(added.get());
    }

    /** What all lanes show together; null when nothing could be compared. */
    @Nullable
    Clock result() {
        if (before == null || after == null) {
            return null;
        }
        boolean stepped = before.apartMicros(after) > GRAIN_MICROS
                || contradicts(before)
                || contradicts(after);
        return new Clock(
                Math.max(before.errorMicros(), after.errorMicros()) / MICROS_A_MILLI,
                stepped,
                before.wayMicros() / MICROS_A_MILLI);
    }

    private static boolean contradicts(ClockBounds bounds) {
        return bounds.lowMicros() - bounds.highMicros() > GRAIN_MICROS;
    }

    /** Requests of a calm stretch. */
    private static final class Calm {
        private final List<Long> sent = new ArrayList<>();
        private final List<Long> answered = new ArrayList<>();
        private boolean cutShort;

        void add(long at, RequestRecord request) {
            sent.add(at);
            answered.add(request.endMicros());
            cutShort |= (request.flags() & RequestRecord.FLAG_ABORTED) != 0;
        }

        void sort() {
            Collections.sort(sent);
            Collections.sort(answered);
        }
    }
}
