package dev.crossfire.scenarios.validation;

import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.model.quantity.ParameterText;
import dev.crossfire.plan.Pointers;
import dev.crossfire.scenarios.language.LoadPart;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems.ProblemNotes;
import dev.crossfire.scenarios.schema.PartialRecord.AnyScalar;
import java.time.Duration;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Checks whether the load generator can be started as a file declares, and what its parameters refer to. */
final class GeneratorValidator {
    private static final Duration LONGEST_START = Duration.ofMinutes(10);
    private static final Pattern HEAP = Pattern.compile("[1-9]\\d{0,9}[kKmMgG]?");
    /** Options that would start another program than the load generator, or one that cannot report. */
    private static final List<String> RESERVED_OPTIONS = List.of(
            "-cp",
            "-classpath",
            "--class-path",
            "-jar",
            "-p",
            "--module-path",
            "-m",
            "--module",
            "-version",
            "--version",
            "-help",
            "--help",
            "-?",
            "-X");

    private final ProblemNotes notes;

    GeneratorValidator(ProblemNotes notes) {
        this.notes = notes;
    }

    void check(LoadPart load) {
        if (load.parameters() != null) {
            load.parameters().forEach(this::checkParameter);
        }
        Duration start = load.startTimeout();
        if (start != null && (start.isZero() || start.compareTo(LONGEST_START) > 0)) {
            String expected = "more than 0s and at most " + DurationText.format(LONGEST_START);
            notes.add("/load/start-timeout", DurationText.format(start), expected, null);
        }
        if (load.jvm() != null) {
            checkHeap(load.jvm().heap());
            List<String> options =
                    load.jvm().options() == null ? List.of() : load.jvm().options();
            for (int i = 0; i < options.size(); i++) {
                checkOption("/load/jvm/options/" + i, options.get(i));
            }
        }
    }

    private void checkParameter(String name, AnyScalar value) {
        ParameterText.unknownReference(value.text())
                .ifPresent(unknown -> notes.add(
                        Pointers.under("/load/parameters", name),
                        MessageText.quoted(unknown),
                        ParameterText.WANTED,
                        null));
    }

    private void checkHeap(@Nullable String heap) {
        if (heap != null && !HEAP.matcher(heap).matches()) {
            notes.add("/load/jvm/heap", MessageText.quoted(heap), "a size, such as 2g or 512m", null);
        }
    }

    private void checkOption(String pointer, String option) {
        String name = option.split("[= ]", 2)[0];
        if (!option.startsWith("-") || RESERVED_OPTIONS.contains(name)) {
            String expected = "a Java option other than class path and main class, as -XX:+UseZGC";
            notes.add(pointer, MessageText.quoted(option), expected, null);
        } else if (option.contains("${")) {
            String hint = "every user of the machine may read another's command line";
            notes.add(pointer, MessageText.quoted(option), "no reference; use load.parameters for a secret", hint);
        }
    }
}
