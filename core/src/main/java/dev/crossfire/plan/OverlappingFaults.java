package dev.crossfire.plan;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Plan.BlastRadius;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Start;
import dev.crossfire.model.Start.FaultMoment;
import dev.crossfire.model.Target;
import java.time.Duration;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Adds up how much is broken at one time, at worst. */
record OverlappingFaults(List<PlannedFault> faults) {
    /** The tag of a target that says on which node it is. */
    private static final String NODE_TAG = "node";

    private static final Pattern NODES = Pattern.compile("\\w+:node");

    /** Targets of these types take with them everything that stands in their zone; others merely stand in one. */
    private static final Pattern ZONES = Pattern.compile("\\w+:zone|aws:ec2:subnet");

    static BlastRadius blastRadius(List<PlannedFault> faults) {
        OverlappingFaults radius = new OverlappingFaults(faults);
        return new BlastRadius(
                radius.most(Together::targets),
                radius.most(Together::zones),
                faults.stream()
                        .flatMap(fault -> fault.targets().stream())
                        .map(Target::role)
                        .distinct()
                        .sorted()
                        .toList(),
                faults.stream()
                        .map(PlannedFault::longest)
                        .max(Duration::compareTo)
                        .orElse(Duration.ZERO));
    }

    /**
     * What is broken at one time.
     *
     * @param last the fault that comes on top
     * @param all the faults that last when it begins, itself among them
     */
    record Together(PlannedFault last, List<PlannedFault> all) {
        /** The targets broken, by id. */
        Set<String> targets() {
            return broken().map(Target::id).collect(Collectors.toCollection(TreeSet::new));
        }

        /**
         * The zones that are lost as a whole; of a role that several providers play, those of the provider with the most,
         * because each has its own names for the same zones.
         */
        Set<String> zones() {
            Map<String, Map<String, Set<String>>> byRole = broken().filter(OverlappingFaults::isZone)
                    .collect(Collectors.groupingBy(
                            Target::role,
                            Collectors.groupingBy(
                                    target -> target.type()
                                            .substring(0, target.type().indexOf(':')),
                                    TreeMap::new,
                                    Collectors.mapping(
                                            OverlappingFaults::zone, Collectors.toCollection(TreeSet::new)))));
            Set<String> zones = new TreeSet<>();
            byRole.values()
                    .forEach(providers -> zones.addAll(
                            Collections.max(providers.values(), Comparator.comparingInt(Collection::size))));
            return zones;
        }

        /** The pods of a role that are broken, by id. */
        Set<String> pods(String role) {
            return broken().filter(target -> isPod(target) && target.role().equals(role))
                    .map(Target::id)
                    .collect(Collectors.toCollection(TreeSet::new));
        }

        private Stream<Target> broken() {
            return all.stream().flatMap(fault -> fault.targets().stream());
        }
    }

    /** For each fault what is broken when it begins: the most is broken at one of these moments. */
    List<Together> moments() {
        return faults.stream()
                .map(first -> new Together(
                        first,
                        faults.stream()
                                .filter(other -> lastsAtStartOf(other, first))
                                .toList()))
                .toList();
    }

    private int most(Function<Together, Set<String>> what) {
        return moments().stream().map(what).mapToInt(Collection::size).max().orElse(0);
    }

    /**
     * Everything that a fault may touch: its targets, the resources in a zone that is lost as a whole, and every target
     * of a role among which it may hit any target over time.
     */
    static Set<Target> touched(PlannedFault fault, Inventory inventory) {
        Set<Target> touched = new HashSet<>(fault.targets());
        touched.addAll(reach(fault.spec(), fault.targets(), inventory));
        touched.addAll(inLostZones(fault.targets(), inventory));
        touched.addAll(onNodes(fault.targets(), inventory));
        return touched;
    }

    /** What stands in the zones among the targets, which are lost as a whole; without the zones themselves. */
    static List<Target> inLostZones(List<Target> targets, Inventory inventory) {
        return targets.stream()
                .filter(OverlappingFaults::isZone)
                .flatMap(zone ->
                        inventory.targets().stream().filter(other -> zone(zone).equals(other.zone())))
                .filter(other -> !targets.contains(other))
                .distinct()
                .sorted(Comparator.comparing(Target::role).thenComparing(Target::id))
                .toList();
    }

    /** What is on the nodes among the targets. */
    private static List<Target> onNodes(List<Target> targets, Inventory inventory) {
        Set<String> nodes = targets.stream()
                .filter(target -> NODES.matcher(target.type()).matches())
                .map(Target::id)
                .collect(Collectors.toSet());
        return inventory.targets().stream()
                .filter(target -> nodes.contains(target.tags().getOrDefault(NODE_TAG, "")))
                .toList();
    }

    /** Every target of its role that a fault may hit at some time; all of them where their tags do not tell. */
    static List<Target> reach(FaultSpec spec, List<Target> targets, Inventory inventory) {
        List<Target> candidates = spec.settings().roams() ? inventory.inRole(spec.role()) : targets;
        List<Target> hit = candidates.stream().filter(spec.settings()::mayHit).toList();
        return hit.isEmpty() ? candidates : hit;
    }

    static boolean isZone(Target target) {
        return ZONES.matcher(target.type()).matches();
    }

    static boolean isPod(Target target) {
        return target.capabilities().contains(Capability.PODS);
    }

    private static String zone(Target zone) {
        return zone.zone() == null ? zone.id() : zone.zone();
    }

    /** One that waits for another may begin at any time after that, but not while it lasts if it waits for its end. */
    private boolean lastsAtStartOf(PlannedFault other, PlannedFault first) {
        if (other.equals(first)) {
            return true;
        }
        if (isOverBefore(other, first) || waitsFor(other, first)) {
            return false;
        }
        Duration begins = other.at();
        Duration moment = first.at();
        if (begins == null || moment == null) {
            return true;
        }
        boolean begun = begins.compareTo(moment) <= 0;
        // A fault of no length is still there at the moment when it begins.
        return begun && (begins.equals(moment) || begins.plus(other.longest()).compareTo(moment) > 0);
    }

    /** Whether a fault, or one that it waits for, waits until the other is cleared. */
    private boolean isOverBefore(PlannedFault other, PlannedFault first) {
        return waits(first)
                .anyMatch(after -> after.event() == FaultMoment.CLEARED
                        && after.fault().equals(other.spec().id()));
    }

    private boolean waitsFor(PlannedFault other, PlannedFault first) {
        return waits(other).anyMatch(after -> after.fault().equals(first.spec().id()));
    }

    /** What a fault waits for, and what that waits for, and so on; a circle has been refused by the reader. */
    private Stream<Start.After> waits(PlannedFault fault) {
        return Stream.iterate(after(fault), after -> !after.isEmpty(), after -> faults.stream()
                        .filter(one -> one.spec().id().equals(after.get(0).fault()))
                        .findFirst()
                        .map(OverlappingFaults::after)
                        .orElse(List.of()))
                .limit(faults.size())
                .map(after -> after.get(0));
    }

    private static List<Start.After> after(PlannedFault fault) {
        return fault.spec().start() instanceof Start.After after ? List.of(after) : List.of();
    }
}
