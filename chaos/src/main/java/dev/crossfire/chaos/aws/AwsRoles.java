package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.Dialect;
import dev.crossfire.chaos.Pair;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Secret;
import dev.crossfire.model.Target;
import dev.crossfire.spi.EnvironmentException;
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

/** The roles of an AWS environment, checked. */
final class AwsRoles {
    private static final String AIM = "resources";

    /** After a zone's role: the role of what stands in it. */
    private static final String HOLDS = " holds";

    /** What plays a role, and how it is seen: a database through its pair, anything else at its address. */
    private record Bound(
            String role,
            Aim aim,
            @Nullable String zone,
            @Nullable Pair pair,
            @Nullable URI address) {
        boolean seen() {
            return pair != null || address != null;
        }
    }

    private final String environment;
    private final List<Bound> bound = new ArrayList<>();
    private final List<Target> zones = new ArrayList<>();
    private final List<String> wrong = new ArrayList<>();

    private AwsRoles(String environment) {
        this.environment = environment;
    }

    /**
     * Checks the settings.
     *
     * @throws EnvironmentException with everything that is wrong with them, a line each
     */
    static AwsRoles of(String environment, AwsSettings settings) throws EnvironmentException {
        AwsRoles roles = new AwsRoles(environment);
        settings.roles().forEach(roles::bind);
        if (!roles.wrong.isEmpty()) {
            throw new EnvironmentException(String.join("\n", roles.wrong));
        }
        return roles;
    }

    private void bind(String name, AwsSettings.Role role) {
        AwsSettings.Database cluster = role.rdsCluster();
        AwsSettings.Database instance = role.rdsInstance();
        AwsSettings.Resource resource = role.resource();
        AwsSettings.Zone zone = role.zone();
        long given = Stream.of(cluster, instance, resource, zone)
                .flatMap(Stream::ofNullable)
                .count();
        if (given != 1) {
            wrong.add("roles." + name + ": found " + (given == 0 ? "none" : given)
                    + " of them, wanted one of rds-cluster, rds-instance, resource and zone");
        } else if (cluster != null) {
            bind(name, DatabaseRows.CLUSTER, Dialect.AURORA, cluster);
        } else if (instance != null) {
            bind(name, DatabaseRows.INSTANCE, Dialect.ADDRESS, instance);
        } else if (resource != null) {
            bind(name, resource);
        } else if (zone != null) {
            bind(name, zone);
        }
    }

    private void bind(String name, String type, Dialect usual, AwsSettings.Database database) {
        @Nullable Aim aim = aim(name, type, database.id(), database.tags());
        if (aim != null) {
            bound.add(new Bound(name, aim, null, pair(database.probe(), usual), null));
        }
    }

    private void bind(String name, AwsSettings.Resource resource) {
        @Nullable Aim aim = aim(name, resource.type(), resource.id(), resource.tags());
        if (aim != null) {
            bound.add(new Bound(name, aim, resource.zone(), null, resource.address()));
        }
    }

    private void bind(String name, AwsSettings.Zone zone) {
        if (zone.tags().isEmpty()) {
            wrong.add(
                    "roles." + name + ": found a zone without tags, wanted those that everything of ours there carries;"
                            + " without them a fault would hit what belongs to others");
        }
        zones.add(new Target(
                name, ZoneRows.ZONE, "zone/" + zone.name(), zone.name(), Table.onAws(ZoneRows.ZONE), zone.tags()));
    }

    private @Nullable Aim aim(String name, String type, @Nullable String id, @Nullable Map<String, String> tags) {
        if (id != null && tags == null && id.startsWith("arn:")) {
            return Aim.at(AIM, type, List.of(id));
        }
        if (id == null && tags != null && !tags.isEmpty()) {
            return Aim.tagged(AIM, type, tags);
        }
        wrong.add("roles." + name + ": found id " + id + " and tags " + tags
                + ", wanted either the ARN as id, or tags that it carries");
        return null;
    }

    private static @Nullable Pair pair(AwsSettings.@Nullable Probe probe, Dialect usual) {
        if (probe == null) {
            return null;
        }
        String user = probe.user();
        Secret password = probe.password();
        Dialect dialect = probe.dialect();
        return new Pair(
                probe.jdbc(),
                user == null ? "" : user,
                password == null ? new Secret("") : password,
                dialect == null ? usual : dialect);
    }

    /**
     * What plays the roles now, and what the zones among it hold, with the tags that they carry.
     *
     * @throws FaultException also when nobody says what they carry: a limit that cannot be checked allows nothing
     */
    Inventory resolve(TargetPreview preview, ResourceTags tags) throws FaultException {
        List<Target> targets = new ArrayList<>(zones);
        for (Bound one : bound) {
            List<String> arns = preview.resolve(one.aim());
            if (one.seen() && arns.size() > 1) {
                throw new FaultException("roles." + one.role() + ": found " + arns.size() + " "
                        + (one.pair() == null ? "resources" : "databases") + " (" + arns
                        + "), wanted one, because its probe sees one; narrow the tags or give the id");
            }
            arns.forEach(arn -> targets.add(target(one, arn)));
        }
        for (Target zone : zones) {
            targets.addAll(held(zone, preview.hit(zone.role(), ZoneRows.worst(zone)), targets));
        }
        return inventory(tags.onto(targets));
    }

    /**
     * What is known of the roles without asking anybody: enough to look at everything that can be seen. The id of what is
     * given by tags only says so.
     */
    Inventory unasked() {
        List<Target> targets = new ArrayList<>(zones);
        for (Bound one : bound) {
            if (one.seen()) {
                List<String> arns = one.aim().arns();
                targets.add(target(one, arns.isEmpty() ? one.aim().toString() : arns.get(0)));
            }
        }
        return inventory(targets);
    }

    private Inventory inventory(List<Target> targets) {
        List<String> names = targets.stream()
                .flatMap(target -> Stream.ofNullable(target.zone()))
                .distinct()
                .sorted()
                .toList();
        return new Inventory(environment, names, targets);
    }

    /** What a zone's loss would hit and nothing else stands for; no fault can be aimed at it. */
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

    private static Target target(Bound one, String arn) {
        String type = one.aim().type();
        // What cannot be seen from the outside is not broken: without a probe nothing is offered.
        Set<Capability> capabilities = one.seen() ? Table.onAws(type) : Set.of();
        return new Target(
                one.role(), type, arn, one.zone(), capabilities, one.aim().tags(), one.address());
    }

    /** How to look at the databases, by role. */
    Map<String, Pair> pairs() {
        Map<String, Pair> pairs = new LinkedHashMap<>();
        for (Bound one : bound) {
            Pair pair = one.pair();
            if (pair != null) {
                pairs.put(one.role(), pair);
            }
        }
        return pairs;
    }
}
