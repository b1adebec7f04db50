package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.Dialect;
import dev.crossfire.chaos.Pair;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Secret;
import dev.crossfire.model.Target;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.FaultException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The roles of an AWS environment, checked. */
final class AwsRoles {
    private static final String AIM = "resources";

    private record Bound(String role, Aim aim, @Nullable Pair pair) {}

    private final String environment;
    private final List<Bound> bound;

    private AwsRoles(String environment, List<Bound> bound) {
        this.environment = environment;
        this.bound = List.copyOf(bound);
    }

    /**
     * Checks the settings.
     *
     * @throws EnvironmentException with everything that is wrong with them, a line each
     */
    static AwsRoles of(String environment, AwsSettings settings) throws EnvironmentException {
        List<String> wrong = new ArrayList<>();
        List<Bound> bound = new ArrayList<>();
        settings.roles().forEach((name, role) -> {
            AwsSettings.Database cluster = role.rdsCluster();
            AwsSettings.Database instance = role.rdsInstance();
            if (cluster != null && instance == null) {
                bind(name, DatabaseRows.CLUSTER, Dialect.AURORA, cluster, bound, wrong);
            } else if (instance != null && cluster == null) {
                bind(name, DatabaseRows.INSTANCE, Dialect.ADDRESS, instance, bound, wrong);
            } else {
                wrong.add("roles." + name + ": found " + (cluster == null ? "neither" : "both")
                        + ", wanted either rds-cluster or rds-instance");
            }
        });
        if (!wrong.isEmpty()) {
            throw new EnvironmentException("environment " + environment + ":\n" + String.join("\n", wrong));
        }
        return new AwsRoles(environment, bound);
    }

    private static void bind(
            String name,
            String type,
            Dialect usual,
            AwsSettings.Database database,
            List<Bound> bound,
            List<String> wrong) {
        String id = database.id();
        Map<String, String> tags = database.tags();
        if (id != null && tags == null && id.startsWith("arn:")) {
            bound.add(new Bound(name, Aim.at(AIM, type, List.of(id)), pair(database.probe(), usual)));
        } else if (id == null && tags != null && !tags.isEmpty()) {
            bound.add(new Bound(name, Aim.tagged(AIM, type, tags), pair(database.probe(), usual)));
        } else {
            wrong.add("roles." + name + ": found id " + id + " and tags " + tags
                    + ", wanted either the database's ARN as id, or tags that it carries");
        }
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

    /** What plays the roles now. */
    Inventory resolve(TargetPreview preview) throws FaultException {
        List<Target> targets = new ArrayList<>();
        for (Bound one : bound) {
            // What cannot be seen from the outside is not broken: without a probe there is no failover.
            Set<Capability> capabilities =
                    one.pair() == null ? Set.of() : Table.onAws(one.aim().type());
            List<String> arns = preview.resolve(one.aim());
            if (one.pair() != null && arns.size() > 1) {
                throw new FaultException("roles." + one.role() + ": found " + arns.size() + " databases (" + arns
                        + "), wanted one, because its probe sees one; narrow the tags or give the id");
            }
            for (String arn : arns) {
                targets.add(new Target(
                        one.role(),
                        one.aim().type(),
                        arn,
                        null,
                        capabilities,
                        one.aim().tags()));
            }
        }
        return new Inventory(environment, List.of(), targets);
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
