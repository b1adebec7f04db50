package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.database.DatabasePair;
import dev.crossfire.chaos.database.PairQueries;
import dev.crossfire.chaos.database.RoleProbe;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.plan.Pointers;
import dev.crossfire.spi.EnvironmentProvider.DeclaredSettings;
import dev.crossfire.spi.FaultException;
import java.net.URI;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The roles of an AWS environment. */
final class AwsRoles {
    private static final String AIM = "resources";

    /** Suffix of a zone's role: the role of the resources in it. */
    private static final String HOLDS = " holds";

    /** What plays a role, and how it is seen: a database through its pair, anything else at its address. */
    private record Bound(
            String role,
            ExperimentTarget aim,
            @Nullable String zone,
            @Nullable DatabasePair pair,
            @Nullable URI address) {
        boolean seen() {
            return pair != null || address != null;
        }

        /** The placeholder for it before its tags are resolved. */
        String name() {
            return aim.arns().isEmpty() ? aim.toString() : aim.arns().get(0);
        }
    }

    private final String environment;
    private final List<Bound> bound = new ArrayList<>();
    private final List<Target> zones = new ArrayList<>();
    private final Map<String, ZonePower> powers = new LinkedHashMap<>();

    /** Takes the roles as the file gives them. */
    AwsRoles(String environment, Map<String, AwsSettings.AwsRole> roles) {
        this.environment = environment;
        roles.forEach(this::bind);
    }

    private void bind(String name, AwsSettings.AwsRole role) {
        AwsSettings.RdsDatabase cluster = role.rdsCluster();
        AwsSettings.RdsDatabase instance = role.rdsInstance();
        AwsSettings.FisResource resource = role.resource();
        AwsSettings.AvailabilityZone zone = role.zone();
        RoleProbe probe = role.probe();
        if (cluster != null) {
            bind(name, DatabaseActions.CLUSTER, PairQueries.AURORA, cluster, probe);
        } else if (instance != null) {
            bind(name, DatabaseActions.INSTANCE, PairQueries.ADDRESS, instance, probe);
        } else if (resource != null) {
            ExperimentTarget aim = aim(resource.type(), resource.id(), resource.tags())
                    .with(PreviewAction.targetParameters(resource.type(), resource.zone()));
            bound.add(new Bound(name, aim, resource.zone(), null, probe == null ? null : probe.address()));
        } else if (zone != null) {
            if (zone.power() != null) {
                powers.put(name, zone.power());
            }
            zones.add(new Target(
                    name,
                    ZoneActions.ZONE,
                    "zone/" + zone.name(),
                    zone.name(),
                    ActionTable.AWS.capabilities(ZoneActions.ZONE),
                    zone.tags()));
        }
    }

    private void bind(
            String name, String type, PairQueries usual, AwsSettings.RdsDatabase database, @Nullable RoleProbe probe) {
        ExperimentTarget aim = aim(type, database.id(), database.tags());
        bound.add(new Bound(name, aim, null, probe == null ? null : probe.pair(usual), null));
    }

    private static ExperimentTarget aim(String type, @Nullable String id, @Nullable Map<String, String> tags) {
        return id == null
                ? ExperimentTarget.tagged(AIM, type, tags == null ? Map.of() : tags)
                : ExperimentTarget.at(AIM, type, List.of(id));
    }

    /**
     * The resources that play the roles now, and those in the zones among them, with the tags that they carry.
     *
     * @throws FaultException also when their tags cannot be read: a limit that cannot be checked allows nothing
     */
    Inventory resolve(TargetPreview preview, ResourceTags tags) throws FaultException {
        List<Target> targets = new ArrayList<>(zones);
        for (Bound one : bound) {
            List<String> arns = preview.resolve(one.aim(), one.zone());
            if (one.seen() && arns.size() > 1) {
                throw new FaultException("roles." + one.role() + ": " + arns.size() + " "
                        + (one.pair() == null ? "resources" : "databases") + " (" + arns
                        + ") is invalid; expected one, because its probe sees one; narrow the tags or give the id");
            }
            // What cannot be seen from the outside is not broken: without a probe nothing is offered.
            Set<Capability> capabilities =
                    one.seen() ? ActionTable.AWS.capabilities(one.aim().type()) : Set.of();
            arns.forEach(arn -> targets.add(target(one, arn, capabilities)));
        }
        for (Target zone : zones) {
            ZonePower power = powers.getOrDefault(zone.role(), ZonePower.USUAL);
            targets.addAll(held(zone, preview.hit(zone.role(), ZoneActions.worst(zone, power)), targets));
        }
        return inventory(tags.onto(targets));
    }

    /**
     * What is known of the roles without a query: enough to probe everything that can be probed. The id of a role given
     * by tags only states that.
     */
    Inventory unqueried() {
        List<Target> targets = new ArrayList<>(zones);
        for (Bound one : bound) {
            if (one.seen()) {
                targets.add(target(
                        one, one.name(), ActionTable.AWS.capabilities(one.aim().type())));
            }
        }
        return inventory(targets);
    }

    /** What the settings declare, with what cannot be observed. */
    DeclaredSettings declared() {
        List<Target> targets = new ArrayList<>(zones);
        Map<String, String> unprobed = new LinkedHashMap<>();
        for (Bound one : bound) {
            targets.add(target(
                    one, one.name(), ActionTable.AWS.capabilities(one.aim().type())));
            if (!one.seen()) {
                unprobed.put(one.role(), Pointers.under("/roles", one.role()));
            }
        }
        return new DeclaredSettings(inventory(targets), unprobed, false);
    }

    private Inventory inventory(List<Target> targets) {
        List<String> names = targets.stream()
                .flatMap(target -> Stream.ofNullable(target.zone()))
                .distinct()
                .sorted()
                .toList();
        return new Inventory(environment, names, targets);
    }

    /** What a zone's loss would hit and no other role contains; no fault can target it. */
    private static List<Target> held(Target zone, Map<String, String> types, List<Target> known) {
        List<Target> held = new ArrayList<>();
        types.forEach((arn, type) -> {
            boolean stands = known.stream()
                    .anyMatch(target -> target.id().equals(arn) && Objects.equals(target.zone(), zone.zone()));
            if (!stands) {
                held.add(new Target(zone.role() + HOLDS, type, arn, zone.zone(), Set.of(), zone.tags()));
            }
        });
        return held;
    }

    private static Target target(Bound one, String arn, Set<Capability> capabilities) {
        return new Target(
                one.role(),
                one.aim().type(),
                arn,
                one.zone(),
                capabilities,
                one.aim().tags(),
                one.address());
    }

    /** What FIS can do to them. */
    ActionTable actions() {
        return ActionTable.aws(powers);
    }

    /** How to probe the databases, by role. */
    Map<String, DatabasePair> pairs() {
        Map<String, DatabasePair> pairs = new LinkedHashMap<>();
        for (Bound one : bound) {
            DatabasePair pair = one.pair();
            if (pair != null) {
                pairs.put(one.role(), pair);
            }
        }
        return pairs;
    }
}
