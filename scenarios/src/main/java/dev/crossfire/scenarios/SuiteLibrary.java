package dev.crossfire.scenarios;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The suites that are shipped: shipped scenarios for one kind of system, with a page and examples of environments. */
public final class SuiteLibrary {
    private static final String FOLDER = "suites/";
    private static final String PAGE = "README.md";
    private static final List<String> ENVIRONMENTS = List.of("aws.yaml", "kubernetes.yaml");

    private SuiteLibrary() {}

    /**
     * A shipped suite.
     *
     * @param title the first line of its page
     * @param page what the system is, what is drilled and why, and how to bind it; in Markdown
     * @param scenarios their names, in the order in which they are drilled
     * @param environments the text of each example, by its file's name
     */
    public record ShippedSuite(
            String name, String title, String page, List<String> scenarios, Map<String, String> environments) {}

    /** Their names. */
    public static List<String> names() {
        return lines(FOLDER + "index.txt");
    }

    /** A suite by its name; empty when none has it. */
    public static Optional<ShippedSuite> find(String name) {
        if (!names().contains(name)) {
            return Optional.empty();
        }
        String folder = FOLDER + name + "/";
        String page = text(folder + PAGE);
        Map<String, String> environments = new LinkedHashMap<>();
        ENVIRONMENTS.forEach(file -> environments.put(file, text(folder + file)));
        return Optional.of(new ShippedSuite(
                name,
                page.lines().findFirst().orElseThrow().replaceFirst("^# ", ""),
                page,
                lines(folder + "index.txt"),
                environments));
    }

    private static List<String> lines(String resource) {
        return text(resource).lines().filter(line -> !line.isBlank()).toList();
    }

    private static String text(String resource) {
        return ScenarioLibrary.shipped(resource, resource).text();
    }
}
