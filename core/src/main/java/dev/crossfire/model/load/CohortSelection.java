package dev.crossfire.model.load;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Which requests make up a cohort that is not the Gatling scenario of its name; all that is given must match.
 *
 * @param scenario the Gatling scenario that sends them; null for any
 * @param group a Gatling group around them, at any depth, or its path from the outermost one, as {@code shop / cart}; null
 *     for any
 * @param request the request's name, alone or with the groups around it, as {@code cart / pay}; null for any
 */
public record CohortSelection(
        @Nullable String scenario,
        @Nullable String group,
        @Nullable String request) {
    /** Between the names of groups and requests, as Gatling's report writes them. */
    public static final String BETWEEN = " / ";

    /** Whether it takes a part of what scenarios send, and not a whole one; its name keeps it out of JSON. */
    public boolean takesPart() {
        return group != null || request != null;
    }

    /**
     * Whether a request is one of the cohort's.
     *
     * @param sender the Gatling scenario that sent it
     * @param groups the groups around it, outermost first
     * @param name its own name
     */
    public boolean matches(String sender, List<String> groups, String name) {
        return (scenario == null || scenario.equals(sender))
                && (group == null || isIn(group, groups))
                && (request == null || request.equals(name) || request.equals(path(groups, name)));
    }

    private static boolean isIn(String expected, List<String> groups) {
        for (int i = 0; i < groups.size(); i++) {
            if (expected.equals(groups.get(i)) || expected.equals(path(groups.subList(0, i), groups.get(i)))) {
                return true;
            }
        }
        return false;
    }

    private static String path(List<String> groups, String name) {
        return groups.isEmpty() ? name : String.join(BETWEEN, groups) + BETWEEN + name;
    }

    /** The requests as text, to follow "a request" or "every request". */
    public String words() {
        List<String> words = new ArrayList<>();
        if (request != null) {
            words.add("called '" + request + "'");
        }
        if (group != null) {
            words.add("in the group '" + group + "'");
        }
        if (scenario != null) {
            words.add("of the scenario '" + scenario + "'");
        }
        return String.join(" ", words);
    }
}
