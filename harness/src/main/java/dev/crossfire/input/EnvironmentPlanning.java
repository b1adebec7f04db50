package dev.crossfire.input;

import dev.crossfire.check.FaultChecks;
import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Problem;
import dev.crossfire.plan.PlanRequest;
import dev.crossfire.plan.Planner;
import dev.crossfire.plan.Planner.PlanningResult;
import dev.crossfire.spi.FaultEstimate;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Resolves a scenario against an environment that can be asked what it costs and what fits. */
final class EnvironmentPlanning {
    private final ScenarioInput input;
    private final Kinds kinds;
    private final OpenEnvironment open;
    private final FaultChecks checks;

    EnvironmentPlanning(ScenarioInput input, Kinds kinds, OpenEnvironment open) {
        this.input = input;
        this.kinds = kinds;
        this.open = open;
        this.checks = new FaultChecks(kinds, open.environment());
    }

    /** A question to an environment. */
    private interface Question<T> {
        T ask() throws FaultException;
    }

    /**
     * The plan, with its cost and its risks.
     *
     * @throws BadInputException with everything that does not fit
     * @throws RunErrorException when the environment does not answer
     */
    Plan plan(String run) throws BadInputException, RunErrorException {
        PlanRequest request =
                input.request(kinds, run, open.spec(), open.environment().inventory());
        PlanningResult unpriced = Planner.plan(request);
        PlanningResult planning = unpriced.plan().isEmpty()
                ? unpriced
                : Planner.plan(request, estimates(unpriced.plan().get()));
        List<Problem> problems = traced(planning.problems());
        Plan plan = planning.plan()
                .orElseThrow(() -> BadInputException.of(problems))
                .typedAs(input.typed())
                .using(kinds.usedBy(input.scenario(), open.spec()));
        input.requireEvidence(plan, kinds);
        List<Problem> mismatches = answer("", () -> {
            checks.requireRights(plan);
            return traced(checks.mismatches(plan));
        });
        if (!mismatches.isEmpty()) {
            throw BadInputException.of(mismatches);
        }
        return plan.in(open.environment().cluster(), answer("", () -> checks.risks(plan)));
    }

    private Map<String, FaultEstimate> estimates(Plan plan) throws RunErrorException {
        Map<String, FaultEstimate> estimates = new LinkedHashMap<>();
        for (PlannedFault fault : plan.faultsDisabled() ? List.<PlannedFault>of() : plan.faults()) {
            FaultKind<?> kind = kinds.fault(fault.spec().kind()).orElseThrow();
            estimates.put(
                    fault.spec().id(),
                    answer("the cost of " + fault.spec().id() + " could not be determined: ", () -> open.environment()
                            .estimate(fault.spec(), kind.uses(fault.spec().settings()), fault.targets())));
        }
        return estimates;
    }

    private List<Problem> traced(List<Problem> problems) {
        return problems.stream().map(input::traced).toList();
    }

    private static <T> T answer(String failure, Question<T> question) throws RunErrorException {
        try {
            return question.ask();
        } catch (FaultException failed) {
            throw new RunErrorException(failure + failed.getMessage(), failed);
        }
    }
}
