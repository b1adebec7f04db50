package dev.crossfire.input;

import dev.crossfire.reports.words.Redactor;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The labels of a run: those given with {@code --label}, then those from git and the CI system.
 *
 * <p>Labels are published in every report, so nothing is taken from the process environment but a fixed list of
 * variables.
 */
public final class RunLabels {
    private static final int MOST_LABELS = 20;
    private static final int LONGEST_VALUE = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,62}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private final Map<String, String> given = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private RunLabels() {}

    /** Reads {@code name=value}, each given with {@code --label}. */
    public static RunLabels read(List<String> arguments) {
        RunLabels labels = new RunLabels();
        arguments.forEach(labels::add);
        if (arguments.size() > MOST_LABELS) {
            labels.problems.add("--label: found " + arguments.size() + " labels; expected at most " + MOST_LABELS);
        }
        return labels;
    }

    /** What is invalid, a sentence each. */
    public List<String> problems() {
        return Collections.unmodifiableList(problems);
    }

    /**
     * All labels, sorted by name; a given one replaces git's, and git's the CI system's.
     *
     * @param directory the working directory
     * @param environment the process environment
     */
    public Map<String, String> complete(Path directory, Map<String, String> environment) {
        Map<String, String> all = new TreeMap<>(CiVariables.labels(environment));
        all.putAll(GitCheckout.labels(directory));
        all.values().removeIf(value -> !isPublishable(value));
        all.putAll(given);
        return Collections.unmodifiableMap(all);
    }

    private void add(String argument) {
        int equals = argument.indexOf('=');
        String name = equals < 0 ? argument : argument.substring(0, equals);
        String value = equals < 0 ? "" : argument.substring(equals + 1).strip();
        if (equals < 0 || !NAME.matcher(name).matches()) {
            problem(
                    argument,
                    "is invalid; expected NAME=VALUE, the name of letters, digits, '.', '_' and '-', such as"
                            + " commit=4f2a91c");
        } else if (Redactor.namesSecret(name)) {
            problem(name, "looks like a secret; labels are in every report");
        } else if (!isPublishable(value)) {
            problem(name, "has an invalid value; expected 1 to " + LONGEST_VALUE + " printable letters");
        } else if (given.putIfAbsent(name, value) != null) {
            problem(name, "is given twice; expected one value");
        }
    }

    private void problem(String label, String what) {
        problems.add("--label: '" + Redactor.text(label, LONGEST_VALUE) + "' " + what);
    }

    private static boolean isPublishable(String value) {
        return !value.isBlank()
                && value.length() <= LONGEST_VALUE
                && !UNPRINTABLE.matcher(value).find();
    }

    /** The job's data that a CI system puts into the process environment; only the variables named here are read. */
    private static final class CiVariables {
        private static final Pattern USER_INFO = Pattern.compile("(?<=://)[^/?#]*@");

        /**
         * One CI system.
         *
         * @param marker the variable that only this system sets
         * @param labels the variables of each label; the first that is set counts
         */
        private record CiSystem(String marker, String name, Map<String, List<String>> labels) {}

        private static final List<CiSystem> SYSTEMS = List.of(
                new CiSystem(
                        "GITHUB_ACTIONS",
                        "github-actions",
                        Map.of(
                                "commit", List.of("GITHUB_SHA"),
                                "branch", List.of("GITHUB_HEAD_REF", "GITHUB_REF_NAME"),
                                "repository", List.of("GITHUB_REPOSITORY"),
                                "ci.job", List.of("GITHUB_JOB"),
                                "ci.build", List.of("GITHUB_RUN_ID"))),
                new CiSystem(
                        "GITLAB_CI",
                        "gitlab",
                        Map.of(
                                "commit", List.of("CI_COMMIT_SHA"),
                                "branch", List.of("CI_COMMIT_REF_NAME"),
                                "repository", List.of("CI_PROJECT_PATH"),
                                "ci.job", List.of("CI_JOB_NAME"),
                                "ci.build", List.of("CI_PIPELINE_ID"),
                                "ci.url", List.of("CI_JOB_URL", "CI_PIPELINE_URL"))),
                new CiSystem(
                        "JENKINS_URL",
                        "jenkins",
                        Map.of(
                                "commit", List.of("GIT_COMMIT"),
                                "branch", List.of("BRANCH_NAME", "GIT_BRANCH"),
                                "ci.job", List.of("JOB_NAME"),
                                "ci.build", List.of("BUILD_NUMBER"),
                                "ci.url", List.of("BUILD_URL"))),
                new CiSystem(
                        "CI",
                        "other",
                        Map.of(
                                "commit", List.of("GIT_COMMIT", "CI_COMMIT_SHA", "COMMIT_SHA"),
                                "branch", List.of("BRANCH_NAME", "GIT_BRANCH", "CI_BRANCH"),
                                "ci.build", List.of("BUILD_NUMBER", "CI_BUILD_NUMBER"),
                                "ci.url", List.of("BUILD_URL", "CI_BUILD_URL"))));

        private CiVariables() {}

        /** The labels; none outside of a CI system. */
        static Map<String, String> labels(Map<String, String> environment) {
            Map<String, String> labels = new LinkedHashMap<>();
            Optional<CiSystem> found = SYSTEMS.stream()
                    .filter(system -> isSet(environment.get(system.marker())))
                    .findFirst();
            found.ifPresent(system -> {
                labels.put("ci", system.name());
                system.labels().forEach((label, variables) -> variables.stream()
                        .map(name -> environment.getOrDefault(name, ""))
                        .filter(value -> !value.isBlank())
                        .findFirst()
                        .ifPresent(value -> labels.put(label, withoutUser(value.strip()))));
                github(environment, labels);
            });
            return labels;
        }

        /** GitHub gives no variable with the address of a run. */
        private static void github(Map<String, String> environment, Map<String, String> labels) {
            String server = environment.getOrDefault("GITHUB_SERVER_URL", "");
            if ("github-actions".equals(labels.get("ci"))
                    && server.startsWith("https://")
                    && labels.containsKey("repository")
                    && labels.containsKey("ci.build")) {
                String path = "/" + labels.get("repository") + "/actions/runs/" + labels.get("ci.build");
                labels.put(
                        "ci.url", withoutUser(URI.create(server).resolve(path).toString()));
            }
        }

        /** An address may contain a name and a password before the host. */
        private static String withoutUser(String value) {
            return USER_INFO.matcher(value).replaceAll("");
        }

        private static boolean isSet(@Nullable String value) {
            return value != null && !value.isBlank() && !value.equalsIgnoreCase("false");
        }
    }
}
