package dev.crossfire.chaos.aws;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.InjectionMethod;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What FIS can do, on AWS or on the lab: every disruption that can be translated, one row each. */
public final class ActionTable {
    /** All rows; a new kind of disruption adds its list here. */
    static final List<ActionMapping> ROWS = Stream.of( //
                    CacheRows.ALL, DatabaseRows.ALL, NetworkRows.ALL, TaskRows.ALL, ZoneRows.ALL)
            .flatMap(List::stream)
            .toList();

    private static final String ANY = "*";

    private ActionTable() {}

    /** What resources of a type let be done to them on the lab. */
    public static Set<Capability> onLab(String type) {
        return capabilities(ROWS.stream(), type);
    }

    /** What resources of a type let be done to them on AWS. */
    static Set<Capability> onAws(String type) {
        return capabilities(ROWS.stream().filter(ActionMapping::onAws), type);
    }

    /** How disruptions are made on AWS, for the documentation. */
    static List<InjectionMethod> waysOnAws() {
        return ways(ROWS.stream().filter(ActionMapping::onAws), true);
    }

    /** How disruptions are made on the lab, for the documentation; no permission is needed there. */
    public static List<InjectionMethod> waysOnLab() {
        return ways(ROWS.stream(), false);
    }

    private static List<InjectionMethod> ways(Stream<ActionMapping> rows, boolean permissions) {
        InjectionMethod action = new InjectionMethod(
                Capability.ACTION,
                ANY,
                "the action or the copy of a template that the scenario names",
                permissions
                        ? List.of("what AWS's reference lists for the action, or for those of the template")
                        : List.of());
        InjectionMethod workflow = way(PassThroughActions.row(ANY, Capability.WORKFLOW), permissions);
        return Stream.concat(rows.map(row -> way(row, permissions)), Stream.of(action, workflow))
                .toList();
    }

    private static InjectionMethod way(ActionMapping row, boolean permissions) {
        String how = "FIS `" + String.join("`, `", row.actions()) + "`";
        return new InjectionMethod(row.capability(), row.type(), how, permissions ? row.permissions() : List.of());
    }

    private static Set<Capability> capabilities(Stream<ActionMapping> rows, String type) {
        Stream<Capability> known = rows.filter(row -> row.type().equals(type)).map(ActionMapping::capability);
        // Whatever FIS itself can resolve can be given to any of its actions.
        Stream<Capability> any = type.contains(":") ? PassThroughActions.CAPABILITIES.stream() : Stream.of();
        return Stream.concat(known, any).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The row for a disruption of a target.
     *
     * @throws FaultException when there is none; the message lists the types that have one
     */
    static ActionMapping row(Target target, Capability capability) throws FaultException {
        if (PassThroughActions.CAPABILITIES.contains(capability)
                && target.capabilities().contains(capability)) {
            return PassThroughActions.row(target.type(), capability);
        }
        Optional<ActionMapping> row = ROWS.stream()
                .filter(one ->
                        one.type().equals(target.type()) && one.capability().equals(capability))
                .findFirst();
        return row.orElseThrow(() -> new FaultException("a target of type " + target.type() + " (" + target.id()
                + ") is invalid; expected " + types(capability) + ", to which FIS can do a " + capability));
    }

    private static String types(Capability capability) {
        String types = ROWS.stream()
                .filter(row -> row.capability().equals(capability))
                .map(ActionMapping::type)
                .distinct()
                .collect(Collectors.joining(" or "));
        return types.isEmpty() ? "another fault" : types;
    }
}
