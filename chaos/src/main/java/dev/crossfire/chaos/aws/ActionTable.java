package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.disruption.Disruption.DisruptionSpec;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.faults.ActionValues;
import dev.crossfire.chaos.faults.FisFault;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.EnvironmentProvider.InjectionMethod;
import dev.crossfire.spi.FaultEstimate;
import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What a Fault Injection Service can do: every disruption that can be translated, one mapping each.
 *
 * @param mappings those of one capability in the order in which the documentation lists them
 */
public record ActionTable(List<ActionMapping> mappings) {
    /** What AWS's can do; a new kind of disruption adds its list here. */
    public static final ActionTable AWS = aws(Map.of());

    private static final String ANY = "*";

    public ActionTable {
        mappings = List.copyOf(mappings);
    }

    /**
     * What AWS's can do in an environment.
     *
     * @param powers what the loss of power does besides the usual, by the zone's role
     */
    static ActionTable aws(Map<String, ZonePower> powers) {
        return new ActionTable(Stream.of(DatabaseActions.ALL, TaskActions.ALL, ZoneActions.of(powers))
                .flatMap(List::stream)
                .toList());
    }

    /** What a service can do that has more actions than this one. */
    public ActionTable with(List<ActionMapping> more) {
        return new ActionTable(Stream.concat(more.stream(), mappings.stream()).toList());
    }

    /** What resources of a type let be done to them. */
    public Set<Capability> capabilities(String type) {
        Stream<Capability> known =
                mappings.stream().filter(mapping -> mapping.type().equals(type)).map(ActionMapping::capability);
        // Whatever FIS itself can resolve can be given to any of its actions.
        Stream<Capability> any = type.equals(ZoneActions.ZONE) ? Stream.of() : PassThroughActions.CAPABILITIES.stream();
        return Stream.concat(known, any).collect(Collectors.toCollection(TreeSet::new));
    }

    /** How disruptions are made, with the permissions that they need on AWS; for the documentation. */
    public List<InjectionMethod> methods() {
        InjectionMethod action = new InjectionMethod(
                Capability.ACTION,
                ANY,
                "the action or the copy of a template that the scenario names",
                List.of("what AWS's reference lists for the action, or for those of the template"));
        InjectionMethod workflow = method(PassThroughActions.mapping(ANY, Capability.WORKFLOW));
        return Stream.concat(mappings.stream().map(ActionTable::method), Stream.of(action, workflow))
                .toList();
    }

    private static InjectionMethod method(ActionMapping mapping) {
        String how = "FIS `" + String.join("`, `", mapping.actions()) + "`";
        return new InjectionMethod(mapping.capability(), mapping.type(), how, mapping.permissions());
    }

    /**
     * What a fault costs, and which quotas it would exceed; of an operator's template it is only known that it has an
     * action.
     *
     * @param inventory what else exists
     */
    FaultEstimate estimate(
            FaultSpec fault,
            Set<Capability> uses,
            List<Target> targets,
            Inventory inventory,
            double dollarsPerActionMinute) {
        if (fault.settings() instanceof FisFault.Settings given && given.template() != null) {
            Map<String, String> atLeast =
                    fault.duration() == null ? Map.of() : Map.of("duration", ActionValues.duration(fault.duration()));
            return new FaultEstimate(dollarsPerActionMinute * ExperimentEstimate.minutes(atLeast), List.of());
        }
        return ExperimentEstimate.of(experiments(fault, uses, targets, inventory), dollarsPerActionMinute);
    }

    /** The steps of each experiment of a fault; none for a fault that FIS has no part in. */
    List<List<ExperimentStep>> experiments(
            FaultSpec fault, Set<Capability> uses, List<Target> targets, Inventory inventory) {
        try {
            List<List<ExperimentStep>> experiments = new ArrayList<>();
            for (Capability capability : uses) {
                ActionMapping mapping = mapping(targets.get(0), capability);
                DisruptionSpec spec = new DisruptionSpec(capability, fault.settings());
                List<List<Target>> parts = mapping.experimentEach()
                        ? targets.stream().map(List::of).toList()
                        : List.of(targets);
                for (List<Target> part : parts) {
                    InjectionStep step = new InjectionStep(spec, part, Duration.ZERO, fault.duration());
                    experiments.add(mapping.translation().steps(step, inventory));
                }
            }
            return experiments;
        } catch (FaultException unfit) {
            // Planning and preparing report what does not fit, each in its place.
            return List.of();
        }
    }

    /**
     * The mapping for a disruption of a target.
     *
     * @throws FaultException when there is none; the message lists the types that have one
     */
    ActionMapping mapping(Target target, Capability capability) throws FaultException {
        if (PassThroughActions.CAPABILITIES.contains(capability)
                && target.capabilities().contains(capability)) {
            return PassThroughActions.mapping(target.type(), capability);
        }
        Optional<ActionMapping> mapping = mappings.stream()
                .filter(one ->
                        one.type().equals(target.type()) && one.capability().equals(capability))
                .findFirst();
        return mapping.orElseThrow(() -> new FaultException("a target of type " + target.type() + " (" + target.id()
                + ") is invalid; expected " + types(capability) + ", to which FIS can do a " + capability));
    }

    private String types(Capability capability) {
        String types = mappings.stream()
                .filter(mapping -> mapping.capability().equals(capability))
                .map(ActionMapping::type)
                .distinct()
                .collect(Collectors.joining(" or "));
        return types.isEmpty() ? "another fault" : types;
    }

    /** Turns the injection steps of one fault into the steps of one experiment. */
    List<ExperimentStep> steps(List<InjectionStep> injection, Inventory inventory) throws FaultException {
        List<ExperimentStep> steps = new ArrayList<>();
        for (int i = 0; i < injection.size(); i++) {
            InjectionStep step = injection.get(i);
            String prefix = injection.size() == 1 ? "" : "s" + (i + 1) + "-";
            List<String> before = List.of();
            if (!step.after().isZero()) {
                String wait = prefix + "wait";
                Map<String, String> length = Map.of("duration", ActionValues.duration(step.after()));
                steps.add(new ExperimentStep(wait, "aws:fis:wait", null, null, length, List.of()));
                before = List.of(wait);
            }
            ActionMapping mapping = mapping(step.targets().get(0), step.spec().capability());
            for (ExperimentStep part : mapping.translation().steps(step, inventory)) {
                steps.add(part.renamed(prefix, before));
            }
        }
        return steps;
    }
}
