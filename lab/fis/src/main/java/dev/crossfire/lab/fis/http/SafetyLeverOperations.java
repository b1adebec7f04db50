package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.engine.Experiments;
import dev.crossfire.lab.fis.model.RequiredMember;
import dev.crossfire.lab.fis.model.SafetyLever.LeverState;
import java.util.Map;

/** Shows and moves the safety lever. */
record SafetyLeverOperations(Experiments experiments) {
    void addTo(Routes routes) {
        routes.add("GET", "/safetyLevers/{id}", c -> Map.of("safetyLever", experiments.lever(c.segment(1))))
                .add("PATCH", "/safetyLevers/{id}/state", this::move);
    }

    private Map<String, Object> move(FisCall call) {
        LeverState wanted = call.read(Move.class).state();
        return Map.of("safetyLever", experiments.pull(call.segment(1), wanted));
    }

    private record Move(@RequiredMember LeverState state) {}
}
