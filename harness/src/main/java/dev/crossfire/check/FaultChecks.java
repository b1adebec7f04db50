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
import dev.crossfire.spi.FaultKind.SettingMismatch;
import dev.crossfire.spi.Kinds;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What only the environment can say of a plan's faults before anything starts: rights that are missing, settings that fit
 * no target, and risks.
 */
public record FaultChecks(Kinds kinds, Environment environment) {
    /**
     * The settings of a plan that fit none of its targets, by JSON pointers into its scenario.
     *
     * @throws FaultException when the environment cannot be queried, with the fault's id
     */
    public List<Problem> mismatches(Plan plan) throws FaultException {
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

    /**
     * Makes sure that this process may do what a plan's faults take.
     *
     * @throws FaultException with all rights that it lacks, each once
     */
    public void requireRights(Plan plan) throws FaultException {
        Set<String> missing = new LinkedHashSet<>();
        for (PlannedFault fault : fired(plan)) {
            FaultKind<?> kind = kinds.fault(fault.spec().kind()).orElseThrow();
            try {
                requireRights(kind, fault, plan.run());
            } catch (FaultException lacking) {
                missing.add(String.valueOf(lacking.getMessage()));
            }
        }
        if (!missing.isEmpty()) {
            throw new FaultException(String.join(" ", missing));
        }
    }

    /**
     * What a person should know of the targets of a plan's faults, a sentence each.
     *
     * @throws FaultException when the environment cannot be queried
     */
    public List<String> risks(Plan plan) throws FaultException {
        List<String> risks = new ArrayList<>();
        for (PlannedFault fault : fired(plan)) {
            FaultKind<?> kind = kinds.fault(fault.spec().kind()).orElseThrow();
            risks(kind, fault, plan.run())
                    .forEach(risk -> risks.add(fault.spec().id() + ": " + risk));
        }
        return risks;
    }

    private <S extends FaultSettings> List<String> risks(FaultKind<S> kind, PlannedFault fault, String run)
            throws FaultException {
        return kind.risks(context(kind, fault, run));
    }

    private <S extends FaultSettings> void requireRights(FaultKind<S> kind, PlannedFault fault, String run)
            throws FaultException {
        kind.requireRights(context(kind, fault, run));
    }

    /** Such settings that are known without a query, by JSON pointers into its scenario. */
    List<Problem> knownMismatches(Plan plan) {
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
        return kind.mismatch(context(kind, fault, run));
    }

    private <S extends FaultSettings> FaultContext<S> context(FaultKind<S> kind, PlannedFault fault, String run) {
        S settings = kind.description().settings().cast(fault.spec().settings());
        return new FaultContext<>(
                run, fault.spec().id(), settings, fault.spec().duration(), fault.targets(), environment);
    }
}
