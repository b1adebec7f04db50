package dev.crossfire.scenarios;

import dev.crossfire.model.Problem;
import dev.crossfire.plan.Pointers;
import dev.crossfire.scenarios.databinding.Binder;
import dev.crossfire.scenarios.language.FaultTimesDocument;
import dev.crossfire.scenarios.language.FaultTimesDocument.FaultTimesPart;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.Problems.ProblemNotes;
import dev.crossfire.scenarios.problems.ValueOrigins;
import dev.crossfire.scenarios.validation.ScenarioValidator;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.scenarios.yaml.YamlParser;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads files with the times of faults that another tool injected. */
public final class FaultTimesReader {
    private static final String MOMENT = "a moment in ISO 8601 with an offset, such as 2026-11-20T09:00:30.250Z";

    private final Problems problems = new Problems();
    private final ValueOrigins origins = new ValueOrigins();
    private final ProblemNotes notes = new ProblemNotes(problems, origins);

    private FaultTimesReader() {}

    /**
     * When a fault began and ended.
     *
     * @param effective when its target was no longer intact
     * @param uncertainty by how much each moment may be wrong, in both directions
     */
    public record FaultTimes(Instant injected, Instant effective, Instant cleared, Duration uncertainty) {}

    /**
     * The result of reading a file.
     *
     * @param faults by their ids; empty when there is a problem
     * @param problems everything that is wrong, in the order of the file
     */
    public record FaultTimesReading(Map<String, FaultTimes> faults, List<Problem> problems) {}

    /**
     * Reads a file.
     *
     * @param ids of the scenario's faults
     */
    public static FaultTimesReading read(SourceFile source, List<String> ids) {
        FaultTimesReader reader = new FaultTimesReader();
        Map<String, FaultTimes> faults = reader.faults(source, ids);
        return new FaultTimesReading(reader.problems.isEmpty() ? faults : Map.of(), reader.problems.inFileOrder());
    }

    private Map<String, FaultTimes> faults(SourceFile source, List<String> ids) {
        @Nullable
        FaultTimesDocument document = YamlParser.read(source, problems)
                .map(node -> new Binder(problems, origins).bind(node, FaultTimesDocument.class, ""))
                .orElse(null);
        Map<String, FaultTimes> faults = new LinkedHashMap<>();
        if (document == null || document.faults() == null) {
            return faults;
        }
        ScenarioValidator.checkVersion(document.crossfire(), notes);
        document.faults().forEach((id, part) -> {
            String pointer = Pointers.under("/faults", id);
            if (!ids.contains(id)) {
                notes.add(
                        pointer,
                        "the fault " + MessageText.quoted(id),
                        ids.isEmpty() ? "none: the scenario has no faults" : MessageText.oneOf(ids),
                        MessageText.didYouMean(id, ids));
            }
            @Nullable FaultTimes times = times(pointer, part);
            if (times != null) {
                faults.put(id, times);
            }
        });
        return faults;
    }

    private @Nullable FaultTimes times(String pointer, FaultTimesPart part) {
        @Nullable Instant injected = moment(pointer + "/injected", part.injected());
        @Nullable Instant effective = moment(pointer + "/effective", part.effective());
        @Nullable Instant cleared = moment(pointer + "/cleared", part.cleared());
        if (injected == null || cleared == null) {
            return null;
        }
        Instant began = Objects.requireNonNullElse(effective, injected);
        if (began.isBefore(injected)) {
            notes.add(pointer + "/effective", part.effective() + "", "a moment that is not before injected", null);
        }
        if (!cleared.isAfter(began)) {
            notes.add(pointer + "/cleared", part.cleared() + "", "a moment after the fault's effect", null);
        }
        return new FaultTimes(injected, began, cleared, Objects.requireNonNullElse(part.uncertainty(), Duration.ZERO));
    }

    private @Nullable Instant moment(String pointer, @Nullable String text) {
        if (text == null) {
            return null;
        }
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeParseException none) {
            notes.add(pointer, MessageText.quoted(text), MOMENT, null);
            return null;
        }
    }
}
