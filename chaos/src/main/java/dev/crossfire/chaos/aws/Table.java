package dev.crossfire.chaos.aws;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
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

    private Table() {}

    /** What resources of a type let be done to them on the lab. */
    public static Set<Capability> onLab(String type) {
        return capabilities(ROWS.stream(), type);
    }

    /** What resources of a type let be done to them on AWS. */
    static Set<Capability> onAws(String type) {
        return capabilities(ROWS.stream().filter(Row::onAws), type);
    }

    private static Set<Capability> capabilities(Stream<Row> rows, String type) {
        Stream<Capability> known = rows.filter(row -> row.type().equals(type)).map(Row::capability);
        // Whatever FIS itself can resolve can be given to any of its actions.
        Stream<Capability> any = type.contains(":") ? Stream.of(Capability.ACTION) : Stream.of();
        return Stream.concat(known, any).collect(Collectors.toCollection(TreeSet::new));
    }

    /**
     * The row for a harm to a target.
     *
     * @throws FaultException when there is none; says to which types there is one
     */
    static Row row(Target target, Capability capability) throws FaultException {
        if (capability.equals(Capability.ACTION) && target.capabilities().contains(capability)) {
            return PassedThrough.row(target.type());
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
