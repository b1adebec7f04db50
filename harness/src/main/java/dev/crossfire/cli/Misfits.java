package dev.crossfire.cli;

import dev.crossfire.conductor.BrokenException;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Problem;
import dev.crossfire.spi.Arming;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.Misfit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings of faults that fit none of the targets that were planned, which only the environment itself can tell. */
record Misfits(Kinds kinds, Environment environment) {
    /**
     * All of a plan, by JSON pointers into its scenario.
     *
     * @throws BrokenException when the environment cannot be asked
     */
    List<Problem> of(Plan plan) throws BrokenException {
        List<Problem> problems = new ArrayList<>();
        for (PlannedFault fault : plan.faultsDisabled() ? List.<PlannedFault>of() : plan.faults()) {
            FaultKind<?> kind = kinds.fault(fault.spec().kind()).orElseThrow();
            misfit(kind, fault, plan.run())
                    .ifPresent(one -> problems.add(new Problem(
                            "/faults/" + fault.spec().id() + "/" + one.setting(), one.found(), one.wanted(), null)));
        }
        return problems;
    }

    private <S extends FaultSettings> Optional<Misfit> misfit(FaultKind<S> kind, PlannedFault fault, String run)
            throws BrokenException {
        S settings = kind.settings().cast(fault.spec().settings());
        String id = fault.spec().id();
        try {
            return kind.misfit(new Arming<>(run, id, settings, fault.spec().duration(), fault.targets(), environment));
        } catch (FaultException unasked) {
            throw new BrokenException(
                    "whether " + id + " fits its targets could not be asked: " + unasked.getMessage(), unasked);
        }
    }
}
