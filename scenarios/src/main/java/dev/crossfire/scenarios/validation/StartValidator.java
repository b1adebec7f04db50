package dev.crossfire.scenarios.validation;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.scenarios.databinding.FaultBinder.BoundFault;
import dev.crossfire.scenarios.draft.ScenarioDraft;
import dev.crossfire.scenarios.language.FaultPart;
import dev.crossfire.scenarios.language.FaultPart.AfterPart;
import dev.crossfire.scenarios.language.FaultPart.BetweenPart;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems.ProblemNotes;
import dev.crossfire.spi.FaultKind;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Checks whether a fault can start at its moment and end before the load does. */
public final class StartValidator {
    /** The keys that determine when a fault begins; a fault has one of them. */
    public static final List<String> KEYS = List.of("at", "between", "after");

    private final ScenarioDraft draft;
    private final ProblemNotes notes;
    private final Map<String, BoundFault> byId;
    private final Duration steady;

    StartValidator(ScenarioDraft draft, ProblemNotes notes, Duration steady) {
        this.draft = draft;
        this.notes = notes;
        this.byId = draft.faultsById();
        this.steady = steady;
    }

    void check(BoundFault fault) {
        List<String> given = KEYS.stream()
                .filter(key -> notes.isWritten(fault.pointer() + "/" + key))
                .toList();
        if (given.isEmpty()) {
            String expected = "a duration, such as 30s; or 'between' with two durations, or 'after' with another fault";
            notes.missing(fault.pointer(), "at", expected, null);
        } else if (given.size() > 1) {
            String found = given.stream()
                    .map(MessageText::quoted)
                    .collect(Collectors.joining(" and ", "the combination of ", ""));
            notes.add(fault.pointer() + "/" + given.get(given.size() - 1), found, "one of them", null);
        }
        FaultPart part = fault.part();
        if (part.after() != null) {
            checkAfter(fault, part.after());
        }
        if (part.at() != null) {
            checkOffset(fault, "/at", part.at());
        }
        if (part.between() != null) {
            checkBetween(fault, part.between());
        }
        checkEnd(fault);
    }

    private void checkBetween(BoundFault fault, BetweenPart between) {
        Duration from = between.from();
        Duration to = between.to();
        if (from != null) {
            checkOffset(fault, "/between/from", from);
        }
        if (from != null && to != null && to.compareTo(from) <= 0) {
            String expected = "later than " + DurationText.format(from);
            notes.add(fault.pointer() + "/between/to", DurationText.format(to), expected, null);
        } else if (to != null) {
            checkBeforeEnd(fault, "/between/to", to.minusMillis(1), to);
        }
    }

    private void checkOffset(BoundFault fault, String under, Duration at) {
        if (at.compareTo(steady) < 0) {
            String expected = DurationText.format(steady) + " or later";
            String hint = "every cohort must be healthy for " + DurationText.format(steady) + " before a fault";
            notes.add(fault.pointer() + under, DurationText.format(at), expected, hint);
        }
        checkBeforeEnd(fault, under, at, at);
    }

    private void checkBeforeEnd(BoundFault fault, String under, Duration at, Duration written) {
        @Nullable Duration length = draft.length();
        if (length != null && at.compareTo(length) >= 0) {
            String expected = "before " + DurationText.format(length) + ", when the load ends";
            notes.add(fault.pointer() + under, DurationText.format(written), expected, null);
        }
    }

    /** Notes a fault that outlasts the load: its end could not be observed. */
    private void checkEnd(BoundFault fault) {
        @Nullable Duration duration = fault.part().duration();
        if (duration != null) {
            checkEnd(fault, "/duration", duration);
        }
        @Nullable FaultKind<?> kind = fault.kind();
        @Nullable FaultSettings settings = fault.settings();
        if (kind != null && settings != null) {
            kind.settingDurations(settings).forEach((key, length) -> checkEnd(fault, "/" + key, length));
        }
    }

    private void checkEnd(BoundFault fault, String under, Duration lasts) {
        @Nullable Duration length = draft.length();
        Duration latest = latest(fault.part());
        if (length != null && latest.compareTo(length) < 0 && latest.plus(lasts).compareTo(length) > 0) {
            String found = "a fault of " + DurationText.format(lasts)
                    + (latest.isZero() ? "" : " from " + DurationText.format(latest));
            String expected = "an end by " + DurationText.format(length) + ", when the load ends";
            notes.add(fault.pointer() + under, found, expected, null);
        }
    }

    /** The latest moment at which it may begin; 0 for one that waits for another fault. */
    private static Duration latest(FaultPart part) {
        if (part.at() != null) {
            return part.at();
        }
        BetweenPart between = part.between();
        return between == null || between.to() == null ? Duration.ZERO : between.to();
    }

    private void checkAfter(BoundFault fault, AfterPart after) {
        String pointer = fault.pointer() + "/after/fault";
        @Nullable String other = after.fault();
        if (other == null) {
            return;
        }
        List<String> ids = List.copyOf(byId.keySet());
        if (!ids.contains(other)) {
            notes.add(
                    pointer,
                    "the fault " + MessageText.quoted(other),
                    MessageText.oneOf(ids),
                    MessageText.didYouMean(other, ids));
        } else if (waitsForItself(fault)) {
            String found = "a wait of " + fault.name() + " for itself";
            notes.add(pointer, found, "a fault that begins without it", null);
        } else if (draft.picksSome()) {
            String hint = "pick: " + draft.part().pick() + " leaves some of the faults out";
            notes.add(pointer, "a fault that waits for " + other, "a moment, such as 'at' or 'between'", hint);
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
}
