package dev.crossfire.chaos.lab;

import dev.crossfire.chaos.Dialect;
import dev.crossfire.chaos.Pair;
import dev.crossfire.chaos.aws.Fis;
import dev.crossfire.chaos.aws.FisEnvironment;
import dev.crossfire.chaos.aws.Table;
import dev.crossfire.chaos.kubernetes.Cluster;
import dev.crossfire.model.Capability;
import dev.crossfire.model.EnvironmentSpec;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Secret;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentKind;
import dev.crossfire.spi.Way;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** The embedded lab, which is driven through the same service as AWS. */
public final class LabEnvironmentKind implements EnvironmentKind<LabSettings> {
    private static final String CLUSTER = "aws:rds:cluster";
    private static final String REPLICA = "aws:ecs:task";
    private static final String ZONE = "zone";
    private static final String INSTANCE = "aws:rds:db";

    @Override
    public String name() {
        return "lab";
    }

    @Override
    public String summary() {
        return "the embedded lab: real processes on this machine, broken through the same service as AWS";
    }

    @Override
    public Class<LabSettings> settings() {
        return LabSettings.class;
    }

    @Override
    public List<Way> ways() {
        return LabEffects.ways();
    }

    @Override
    public Environment open(EnvironmentSpec spec, LabSettings settings) {
        LabSettings.Database database = settings.database();
        Pair pair = new Pair(new Secret(database.jdbc()), database.user(), database.password(), Dialect.CLUSTER_NAME);
        List<Target> targets = settings.resources().stream()
                .filter(resource -> !belongsToCluster(resource, settings.resources()))
                .map(resource -> target(resource, settings.kubernetes() != null))
                .toList();
        Map<String, Pair> pairs = new HashMap<>();
        for (Target target : targets) {
            if (target.capabilities().contains(Capability.FAILOVER)) {
                pairs.put(target.role(), pair);
            }
        }
        Environment fis = new FisEnvironment(
                new Inventory(
                        spec.name(),
                        settings.zones().stream()
                                .map(LabSettings.Zone::name)
                                .sorted()
                                .toList(),
                        targets),
                false,
                Fis.local(settings.fis(), settings.region()),
                "arn:aws:iam::" + settings.account() + ":role/crossfire-lab",
                pairs);
        LabSettings.Kubernetes kubernetes = settings.kubernetes();
        return kubernetes == null
                ? fis
                : new LabEnvironment(fis, Cluster.local(kubernetes.url(), kubernetes.token()), kubernetes.namespace());
    }

    private static Target target(LabSettings.Resource resource, boolean pods) {
        return new Target(
                resource.role(),
                resource.type(),
                resource.arn(),
                resource.tags().get(ZONE),
                capabilities(resource.type(), pods),
                resource.tags(),
                resource.address());
    }

    /** What FIS can do to it, and that a replica of the shop runs in a pod. */
    private static Set<Capability> capabilities(String type, boolean pods) {
        Set<Capability> capabilities = new TreeSet<>(Table.onLab(type));
        if (pods && type.equals(REPLICA)) {
            capabilities.add(Capability.PODS);
        }
        return capabilities;
    }

    /** A cluster's instances fail over with it: they are part of one target, not targets beside it. */
    private static boolean belongsToCluster(LabSettings.Resource resource, List<LabSettings.Resource> all) {
        return resource.type().equals(INSTANCE)
                && all.stream()
                        .anyMatch(other ->
                                other.type().equals(CLUSTER) && other.role().equals(resource.role()));
    }
}
