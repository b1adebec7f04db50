package dev.crossfire.calibrate;

import dev.crossfire.calibrate.outage.Outage;
import dev.crossfire.calibrate.outage.OutagePlan;
import dev.crossfire.calibrate.outage.OutagePlan.Lane;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.BlastRadius;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Load;
import dev.crossfire.simulations.LaneSettings;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Translates planted outages into a scenario with faults, for the generator and the judge. */
final class LanePlans {
    /** The name under which outages stand as faults. */
    static final String KIND = "planted-outage";

    private final OutagePlan plan;
    private final String run;
    private final Map<String, String> parameters;

    /** @param ports of the lanes' servers on loopback, by lane */
    LanePlans(OutagePlan plan, String run, Map<String, Integer> ports) {
        this.plan = plan;
        this.run = run;
        Map<String, String> addresses = new LinkedHashMap<>();
        ports.forEach((lane, port) -> addresses.put(lane, "http://127.0.0.1:" + port + "/"));
        parameters = plan.usersWait()
                ? LaneSettings.closedParameters(addresses, closedUsers(plan))
                : LaneSettings.parameters(addresses);
    }

    /** What the generator carries out: every lane. */
    Plan whole() {
        return of(plan.lanes());
    }

    /** The judge's input for one lane: requests on other lanes do not concern its users. */
    Plan of(Lane lane) {
        return of(List.of(lane));
    }

    private Plan of(List<Lane> lanes) {
        Map<String, HealthCriteria> healthy = new LinkedHashMap<>();
        lanes.forEach(lane -> healthy.put(lane.name(), plan.healthy()));
        List<Cohort> cohorts = lanes.stream()
                .filter(lane -> lane.closed() == null)
                .map(lane -> new Cohort(lane.name(), lane.rate(), List.of()))
                .toList();
        String simulation = plan.usersWait() ? LaneSettings.CLOSED_SIMULATION : LaneSettings.SIMULATION;
        Load load = new Load(simulation, parameters, plan.warmUp(), plan.duration(), cohorts);
        List<PlannedFault> faults = lanes.stream()
                .flatMap(lane -> lane.outages().stream().map(outage -> fault(lane, outage)))
                .toList();
        Scenario scenario = new Scenario(
                "calibrate",
                "Planted outages",
                load,
                healthy,
                Duration.ZERO,
                faults.stream().map(PlannedFault::spec).toList(),
                List.of());
        return new Plan(
                Plan.SCHEMA,
                run,
                scenario,
                "calibrate",
                null,
                plan.seed(),
                false,
                faults,
                new BlastRadius(0, 0, List.of(), Duration.ZERO),
                0,
                Map.of(),
                Map.of(),
                List.of());
    }

    private static List<LaneSettings.WaitingLaneUsers> closedUsers(OutagePlan plan) {
        List<LaneSettings.WaitingLaneUsers> users = new ArrayList<>();
        for (Lane lane : plan.lanes()) {
            Lane.@Nullable ClosedWorkload closed = lane.closed();
            if (closed != null) {
                Duration apart = closed.think().plus(closed.service());
                users.add(new LaneSettings.WaitingLaneUsers(lane.name(), closed.users(), closed.think(), apart));
            }
        }
        return users;
    }

    private static PlannedFault fault(Lane lane, Outage outage) {
        Duration length = outage.end().minus(outage.begin());
        FaultSpec spec = new FaultSpec(
                outage.id(),
                KIND,
                lane.name(),
                new TargetSelection.All(),
                new Start.At(outage.begin()),
                length,
                new PlantedOutageSettings());
        return new PlannedFault(spec, List.of(), outage.begin(), length, null, 0);
    }

    /** An outage is planted by the server; there is nothing to set. */
    private record PlantedOutageSettings() implements FaultSettings {}
}
