package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.engine.Experiments;
import dev.crossfire.lab.fis.model.StartRequest;
import java.util.Map;

/** Starts, shows and stops experiments. */
record ExperimentOperations(Experiments experiments) {
    private static final String ANSWER = "experiment";

    void addTo(Routes routes) {
        routes.add("POST", "/experiments", c -> Map.of(ANSWER, experiments.start(c.read(StartRequest.class))))
                .add("GET", "/experiments", this::list)
                .add("GET", "/experiments/{id}", c -> Map.of(ANSWER, experiments.get(c.segment(1))))
                .add("DELETE", "/experiments/{id}", c -> Map.of(ANSWER, experiments.stop(c.segment(1))))
                .add("GET", "/experiments/{id}/resolvedTargets", this::resolvedTargets);
    }

    private Map<String, Object> list(FisCall call) {
        return Routes.page("experiments", experiments.list(call.page(), call.parameter("experimentTemplateId")));
    }

    private Map<String, Object> resolvedTargets(FisCall call) {
        return Routes.page(
                "resolvedTargets",
                experiments.resolvedTargets(call.segment(1), call.page(), call.parameter("targetName")));
    }
}
