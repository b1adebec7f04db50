package dev.crossfire.input;

import dev.crossfire.reports.words.Redactor;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;

/**
 * The labels of a run: those given with {@code --label}, then those from git and the CI system.
 *
 * <p>Labels are published in every report, so nothing is taken from the process environment but a fixed list of
 * variables.
 */
public final class Labels {
    private static final int MOST = 20;
    private static final int LONGEST = 200;
    private static final Pattern NAME = Pattern.compile("[A-Za-z][A-Za-z0-9._-]{0,62}");
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]");

    private final Map<String, String> given = new TreeMap<>();
    private final List<String> problems = new ArrayList<>();

    private Labels() {}

    /** Reads {@code name=value}, each given with {@code --label}. */
    public static Labels read(List<String> arguments) {
        Labels labels = new Labels();
        arguments.forEach(labels::add);
        if (arguments.size() > MOST) {
            labels.problems.add("--label: " + arguments.size() + " labels is invalid; expected at most " + MOST);
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
                    "is invalid; expected NAME=VALUE, the name of letters, digits, '.', '_' and '-', as"
                            + " commit=4f2a91c");
        } else if (Redactor.namesSecret(name)) {
            problem(name, "looks like a secret; labels are in every report");
        } else if (!isPublishable(value)) {
            problem(name, "has an invalid value; expected 1 to " + LONGEST + " printable letters");
        } else if (given.putIfAbsent(name, value) != null) {
            problem(name, "is given twice; expected one value");
        }
    }

    private void problem(String label, String what) {
        problems.add("--label: '" + Redactor.text(label, LONGEST) + "' " + what);
    }

    private static boolean isPublishable(String value) {
        return !value.isBlank()
                && value.length() <= LONGEST
                && !UNPRINTABLE.matcher(value).find();
    }
}
