package dev.crossfire.scenarios;

import dev.crossfire.model.DurationText;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.spi.FaultKind;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Sees whether the faults can come as they are written. */
final class FaultSense {
    private final Draft draft;
    private final Notes notes;
    private final Map<String, BoundFault> byId;
    private final Duration steady;

    FaultSense(Draft draft, Notes notes, Duration steady) {
        this.draft = draft;
        this.notes = notes;
        this.byId = draft.faultsById();
        this.steady = steady;
    }

    void check() {
        for (BoundFault fault : draft.faults()) {
            start(fault);
            length(fault);
            selection(fault);
        }
    }

    private void start(BoundFault fault) {
        @Nullable Duration at = fault.part().at();
        boolean isAt = notes.stands(fault.pointer() + "/at");
        boolean isAfter = notes.stands(fault.pointer() + "/after");
        if (!isAt && !isAfter) {
            notes.add(fault.pointer(), "no key 'at'", "at: a duration, as 30s, or after: another fault", null);
        }
        if (isAt && isAfter) {
            notes.add(fault.pointer() + "/after", "both 'at' and 'after'", "one of the two", null);
        }
        if (fault.part().after() != null) {
            after(fault, fault.part().after());
        }
        if (at == null) {
            return;
        }
        if (at.compareTo(steady) < 0) {
            String wanted = DurationText.format(steady) + " or later";
            String hint = "everyone must be well for " + DurationText.format(steady) + " before the first fault";
            notes.add(fault.pointer() + "/at", DurationText.format(at), wanted, hint);
        }
        @Nullable Duration length = draft.length();
        if (length != null && at.compareTo(length) >= 0) {
            String end = DurationText.format(length);
            notes.add(fault.pointer() + "/at", DurationText.format(at), "before " + end + ", when the load ends", null);
        }
    }

    private void after(BoundFault fault, AfterPart after) {
        String pointer = fault.pointer() + "/after/fault";
        @Nullable String other = after.fault();
        if (other == null) {
            return;
        }
        List<String> ids = List.copyOf(byId.keySet());
        if (!ids.contains(other)) {
            notes.add(pointer, "the fault " + Words.quoted(other), Words.oneOf(ids), Words.didYouMean(other, ids));
        } else if (waitsForItself(fault)) {
            String found = fault.name() + ", which waits for itself";
            notes.add(pointer, found, "a fault that begins without it", null);
        }
    }

    private boolean waitsForItself(BoundFault fault) {
        Set<String> seen = new HashSet<>();
        @Nullable String next = fault.part().id();
        while (next != null && seen.add(next)) {
            @Nullable BoundFault at = byId.get(next);
            next = at == null || at.part().after() == null
                    ? null
                    : at.part().after().fault();
        }
        return next != null && next.equals(fault.part().id());
    }

    private void length(BoundFault fault) {
        @Nullable FaultKind<?> kind = fault.kind();
        if (kind == null) {
            return;
        }
        boolean given = notes.stands(fault.pointer() + "/duration");
        @Nullable Duration duration = fault.part().duration();
        @Nullable FaultSettings settings = fault.settings();
        // Settings that could not be read are a problem of their own, and may have meant either.
        boolean lasts = settings == null ? kind.alwaysLasts() : kind.lasts(settings);
        boolean may = settings == null ? kind.lasts() : lasts;
        if (lasts && !given) {
            String wanted = "duration: a duration, as 30s";
            notes.add(fault.pointer(), "no key 'duration'", wanted, "a " + kind.name() + " lasts until it is ended");
        } else if (!may && given) {
            String found = "the key 'duration'";
            notes.add(fault.pointer() + "/duration", found, "none", "a " + kind.name() + " ends by itself");
        } else if (duration != null && duration.isZero()) {
            notes.add(fault.pointer() + "/duration", "0s", "more than 0s", null);
        }
    }

    private void selection(BoundFault fault) {
        @Nullable TargetPart target = fault.part().target();
        @Nullable SelectPart select = target == null ? null : target.select();
        String pointer = fault.pointer() + "/target/select";
        if (select == null) {
            return;
        }
        boolean count = notes.stands(pointer + "/count");
        boolean share = notes.stands(pointer + "/share");
        if (count == share) {
            String found = count ? "both 'count' and 'share'" : "an empty selection";
            notes.add(pointer, found, "one of: count, share", null);
        }
        if (select.count() != null && select.count() < 1) {
            notes.add(pointer + "/count", "the number " + select.count(), "1 or more", null);
        }
        if (select.share() != null && select.share().value() == 0) {
            notes.add(pointer + "/share", "0%", "more than 0%", null);
        }
    }
}
