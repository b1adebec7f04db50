package dev.crossfire.chaos.aws;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the journal keeps of one experiment, so that any process can end it without a list of FIS, which may be late.
 *
 * @param ids of the resources that are its targets
 * @param template from which it is started
 * @param token of the request that starts it: sent again, it returns the experiment's id and starts nothing more
 * @param experiment its id; {@link #NONE} when it certainly was not started, null when that is unknown
 */
record ExperimentHandle(
        String ids, String template, String token, @Nullable String experiment) {
    /** The experiment of a start that was never requested, or refused. */
    static final String NONE = "none";

    private static final String TEMPLATE = "fis-template ";
    private static final String TOKEN = "fis-token ";
    private static final String EXPERIMENT = "fis-experiment ";

    /** What is known before its start. */
    static Map<String, String> prepared(ExperimentKey key, String template) {
        Map<String, String> handle = new LinkedHashMap<>();
        handle.put(TEMPLATE + ids(key), template);
        handle.put(TOKEN + ids(key), key.token("experiment"));
        return handle;
    }

    /** What is known since its start was requested, or was not and will not be. */
    static Map<String, String> started(ExperimentKey key, String experiment) {
        return Map.of(EXPERIMENT + ids(key), experiment);
    }

    private static String ids(ExperimentKey key) {
        return String.join(" ", key.ids());
    }

    /** All of a fault; none when the handle was lost. */
    static List<ExperimentHandle> of(Map<String, String> handle) {
        List<ExperimentHandle> all = new ArrayList<>();
        handle.forEach((key, template) -> {
            if (key.startsWith(TEMPLATE)) {
                String ids = key.substring(TEMPLATE.length());
                all.add(new ExperimentHandle(
                        ids, template, handle.getOrDefault(TOKEN + ids, ""), handle.get(EXPERIMENT + ids)));
            }
        });
        return all;
    }

    /** The experiment's id; empty when it is unknown, or there is none. */
    Optional<String> id() {
        return Optional.ofNullable(experiment).filter(known -> !known.equals(NONE));
    }

    /** Whether it may have been started although its id is unknown. */
    boolean isUnanswered() {
        return experiment == null && !token.isEmpty();
    }
}
