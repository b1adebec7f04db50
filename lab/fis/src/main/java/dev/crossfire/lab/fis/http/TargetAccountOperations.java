package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.engine.Engine;
import dev.crossfire.lab.fis.engine.ResultPage;
import dev.crossfire.lab.fis.model.FisException;
import java.util.List;
import java.util.Map;

/** Answers for other target accounts: the lab is one account, so there are none and none can be added. */
record TargetAccountOperations(Engine engine) {
    private static final String TEMPLATE = "/experimentTemplates/{id}/targetAccountConfigurations";
    private static final String EXPERIMENT = "/experiments/{id}/targetAccountConfigurations";

    void addTo(Routes routes) {
        routes.add("GET", TEMPLATE, this::listOfTemplate)
                .add("POST", TEMPLATE + "/{accountId}", this::refuse)
                .add("GET", TEMPLATE + "/{accountId}", this::missing)
                .add("PATCH", TEMPLATE + "/{accountId}", this::missing)
                .add("DELETE", TEMPLATE + "/{accountId}", this::missing)
                .add("GET", EXPERIMENT, this::listOfExperiment)
                .add("GET", EXPERIMENT + "/{accountId}", this::missing);
    }

    private Map<String, Object> listOfTemplate(FisCall call) {
        // An unknown template has no list, not an empty one.
        engine.templates().get(call.segment(1));
        return none();
    }

    private Map<String, Object> listOfExperiment(FisCall call) {
        engine.experiments().get(call.segment(1));
        return none();
    }

    private static Map<String, Object> none() {
        return Routes.page("targetAccountConfigurations", new ResultPage<>(List.of(), null));
    }

    private Map<String, Object> refuse(FisCall call) {
        String id = engine.templates().get(call.segment(1)).id();
        throw FisException.invalid("Experiment template " + id + " has accountTargeting single-account; target account "
                + "configurations need multi-account, which the lab does not support.");
    }

    private Map<String, Object> missing(FisCall call) {
        throw FisException.notFound("Target account configuration for account " + call.segment(3) + " not found.");
    }
}
