package dev.crossfire.chaos.aws;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Way;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What FIS can do, on AWS or on the lab: every harm that we know how to translate, one row each. */
public final class Table {
    /** All rows; a new kind of harm adds its list here. */
    static final List<Row> ROWS = Stream.of( //
                    CacheRows.ALL, DatabaseRows.ALL, NetworkRows.ALL, TaskRows.ALL, ZoneRows.ALL)
            .flatMap(List::stream)
            .toList();

    private static final String ANY = "*";

    private Table() {}

    /** What resources of a type let be done to them on the lab. */
    public static Set<Capability> onLab(String type) {
        return capabilities(ROWS.stream(), type);
    }

    /** What resources of a type let be done to them on AWS. */
    static Set<Capability> onAws(String type) {
        return capabilities(ROWS.stream().filter(Row::onAws), type);
    }

    /** How AWS does harm, as documentation tells it. */
    static List<Way> waysOnAws() {
        return ways(ROWS.stream().filter(Row::onAws), true);
    }

    /** How the lab does harm, as documentation tells it; nobody needs a permission there. */
    public static List<Way> waysOnLab() {
        return ways(ROWS.stream(), false);
    }

    private static List<Way> ways(Stream<Row> rows, boolean permissions) {
        Way action = new Way(
                Capability.ACTION,
                ANY,
                "the action or the copy of a template that the scenario names",
                permissions
                        ? List.of("what AWS's reference lists for the action, or for those of the template")
                        : List.of());
        Way workflow = way(PassedThrough.row(ANY, Capability.WORKFLOW), permissions);
        return Stream.concat(rows.map(row -> way(row, permissions)), Stream.of(action, workflow))
                .toList();
    }

    private static Way way(Row row, boolean permissions) {
        String how = "FIS `" + String.join("`, `", row.actions()) + "`";
        return new Way(row.capability(), row.type(), how, permissions ? row.permissions() : List.of());
    }

    private static Set<Capability> capabilities(Stream<Row> rows, String type) {
        Stream<Capability> known = rows.filter(row -> row.type().equals(type)).map(Row::capability);
        // Whatever FIS itself can resolve can be given to any of its actions.
        Stream<Capability> any = type.contains(":") ? PassedThrough.CAPABILITIES.stream() : Stream.of();
        return Stream.concat(known, any).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The row for a harm to a target.
     *
     * @throws FaultException when there is none; says to which types there is one
     */
    static Row row(Target target, Capability capability) throws FaultException {
        if (PassedThrough.CAPABILITIES.contains(capability)
                && target.capabilities().contains(capability)) {
            return PassedThrough.row(target.type(), capability);
        }
        Optional<Row> row = ROWS.stream()
                .filter(one ->
                        one.type().equals(target.type()) && one.capability().equals(capability))
                .findFirst();
        return row.orElseThrow(() -> new FaultException("found a target of type " + target.type() + " (" + target.id()
                + "), wanted " + types(capability) + ", which FIS can do a " + capability + " to"));
    }

    private static String types(Capability capability) {
        String types = ROWS.stream()
                .filter(row -> row.capability().equals(capability))
                .map(Row::type)
                .distinct()
                .collect(Collectors.joining(" or "));
        return types.isEmpty() ? "another fault" : types;
    }
}
