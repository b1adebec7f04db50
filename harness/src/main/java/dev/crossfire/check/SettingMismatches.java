package dev.crossfire.check;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Problem;
import dev.crossfire.plan.Pointers;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.SettingMismatch;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Settings of faults that fit none of the planned targets, which only the environment itself can report. */
public record SettingMismatches(Kinds kinds, Environment environment) {
    /**
     * All of a plan, by JSON pointers into its scenario.
     *
     * @throws FaultException when the environment cannot be queried, with the fault's id
     */
    public List<Problem> of(Plan plan) throws FaultException {
        List<Problem> problems = new ArrayList<>();
        for (PlannedFault fault : fired(plan)) {
            try {
                mismatch(fault, plan.run()).ifPresent(problems::add);
            } catch (FaultException failed) {
                throw new FaultException(
                        "whether " + fault.spec().id() + " fits its targets could not be determined: "
                                + failed.getMessage(),
                        failed);
            }
        }
        return problems;
    }

    /** Those of a plan that are known without a query, by JSON pointers into its scenario. */
    List<Problem> knownOf(Plan plan) {
        List<Problem> problems = new ArrayList<>();
        for (PlannedFault fault : fired(plan)) {
            try {
                mismatch(fault, plan.run()).ifPresent(problems::add);
            } catch (FaultException failed) {
                // Their environment is queried once it is open.
            }
        }
        return problems;
    }

    private static List<PlannedFault> fired(Plan plan) {
        return plan.faultsDisabled() ? List.of() : plan.faults();
    }

    private Optional<Problem> mismatch(PlannedFault fault, String run) throws FaultException {
        FaultKind<?> kind = kinds.fault(fault.spec().kind()).orElseThrow();
        return mismatch(kind, fault, run)
                .map(one -> new Problem(
                        Pointers.under(Pointers.under("/faults", fault.spec().id()), one.setting()),
                        one.found(),
                        one.expected(),
                        null));
    }

    private <S extends FaultSettings> Optional<SettingMismatch> mismatch(
            FaultKind<S> kind, PlannedFault fault, String run) throws FaultException {
        S settings = kind.description().settings().cast(fault.spec().settings());
        return kind.mismatch(new FaultContext<>(
                run, fault.spec().id(), settings, fault.spec().duration(), fault.targets(), environment));
    }
}
