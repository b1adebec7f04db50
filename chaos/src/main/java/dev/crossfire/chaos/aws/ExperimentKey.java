package dev.crossfire.chaos.aws;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What distinguishes one experiment from every other: its run, its fault and its targets.
 *
 * @param ids of the resources that are its targets
 */
record ExperimentKey(String run, String fault, List<String> ids) {
    ExperimentKey {
        ids = List.copyOf(ids);
    }

    /** The same in every process, so that a request that is sent again is done once. */
    String token(String purpose) {
        return RunTags.token(Stream.of(Stream.of(run, fault), ids.stream(), Stream.of(purpose))
                .flatMap(words -> words)
                .toArray(String[]::new));
    }

    Map<String, String> tags(String environment) {
        return Map.of(RunTags.RUN, run, RunTags.FAULT, fault, RunTags.ENVIRONMENT, environment);
    }
}
