package dev.crossfire.plan;

import dev.crossfire.model.Inventory;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits.LimitSource;
import dev.crossfire.spi.Kinds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The input of the planner.
 *
 * @param run the run's name
 * @param scenario as in effect
 * @param environment where it runs, and what may be broken there
 * @param policy what else limits what may be broken there
 * @param inventory what is there
 * @param seed decides which targets a selection takes
 * @param faultsDisabled a control run: the load alone
 * @param origins where each effective value came from, by JSON pointer
 * @param versions of Crossfire and what it runs on
 * @param ownSimulation whether the simulation is not a shipped one, so that it alone knows where its requests go
 */
public record PlanRequest(
        String run,
        Scenario scenario,
        EnvironmentSpec environment,
        List<LimitSource> policy,
        Inventory inventory,
        Kinds kinds,
        long seed,
        boolean faultsDisabled,
        Map<String, String> origins,
        Map<String, String> versions,
        boolean ownSimulation) {
    public PlanRequest {
        policy = List.copyOf(policy);
        origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
    }

    /** All limits that apply; the strictest wins. */
    public List<LimitSource> limits() {
        List<LimitSource> limits = new ArrayList<>();
        limits.add(LimitSource.of(environment));
        limits.addAll(policy);
        return limits;
    }
}
