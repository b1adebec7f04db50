package dev.crossfire.chaos.aws;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The purpose of one experiment.
 *
 * @param ids what it hits; with run and fault they distinguish it from every other
 */
record ExperimentRequest(String run, String fault, List<String> ids) {
    ExperimentRequest {
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
