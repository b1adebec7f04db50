package dev.crossfire.reports.pipeline;

import dev.crossfire.model.Invocation;
import dev.crossfire.model.Plan;
import dev.crossfire.reports.words.Redactor;
import java.io.File;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * A line of the scenario's file.
 *
 * @param file as the user named it, without detours; a relative one belongs to the working directory
 * @param line counted from 1
 * @param directory the working directory; empty when it is not known
 */
public record ScenarioPlace(String file, int line, String directory) {
    /** A file, a line and mostly a column, as a plan's origins are; options and defaults are none. */
    private static final Pattern PLACE = Pattern.compile("(.+?\\.ya?ml):(\\d{1,7})(?::\\d+)?");

    private static final int LONGEST_NAME = 300;

    /** Where an objective is written; the scenario's first line when that is not known. */
    public static ScenarioPlace ofObjective(Plan plan, String id) {
        String pointer = "/objectives/" + id.replace("~", "~0").replace("/", "~1");
        return first(plan, pointer).orElseGet(() -> ofScenario(plan));
    }

    /** Where the scenario begins. */
    public static ScenarioPlace ofScenario(Plan plan) {
        return first(plan, "")
                .map(place -> new ScenarioPlace(place.file(), 1, place.directory()))
                .orElseGet(() -> named(plan.invocation(), plan));
    }

    /** The file as the working directory names it, where it lies in there. */
    public String fileInDirectory() {
        String inside = directory.isEmpty() ? "" : directory + "/";
        return !inside.isEmpty() && file.startsWith(inside) ? file.substring(inside.length()) : file;
    }

    private static ScenarioPlace named(@Nullable Invocation typed, Plan plan) {
        String file =
                typed == null || typed.scenario() == null ? plan.scenario().name() + ".yaml" : typed.scenario();
        return place(file, 1, plan);
    }

    /** The first line that a value at or below a JSON pointer came from. */
    private static Optional<ScenarioPlace> first(Plan plan, String pointer) {
        return plan.origins().entrySet().stream()
                .filter(origin ->
                        origin.getKey().equals(pointer) || origin.getKey().startsWith(pointer + "/"))
                .map(Map.Entry::getValue)
                .flatMap(origin -> read(origin, plan))
                .min(Comparator.comparingInt(ScenarioPlace::line));
    }

    private static Stream<ScenarioPlace> read(String origin, Plan plan) {
        Matcher place = PLACE.matcher(origin);
        return place.matches()
                ? Stream.of(place(place.group(1), Integer.parseInt(place.group(2)), plan))
                : Stream.empty();
    }

    /** Services compare paths letter by letter, so {@code ./} and {@code dir/..} would hide a file from them. */
    private static ScenarioPlace place(String file, int line, Plan plan) {
        Invocation typed = plan.invocation();
        return new ScenarioPlace(
                Redactor.text(direct(file), LONGEST_NAME), line, typed == null ? "" : direct(typed.directory()));
    }

    private static String direct(String file) {
        try {
            return Path.of(file).normalize().toString().replace(File.separatorChar, '/');
        } catch (InvalidPathException unusual) {
            return file;
        }
    }
}
