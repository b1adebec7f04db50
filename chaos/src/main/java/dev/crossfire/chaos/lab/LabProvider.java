package dev.crossfire.chaos.lab;

import dev.crossfire.chaos.aws.Fis;
import dev.crossfire.chaos.aws.FisEnvironment;
import dev.crossfire.chaos.aws.RetryDelays;
import dev.crossfire.chaos.database.DatabasePair;
import dev.crossfire.chaos.database.PairQueries;
import dev.crossfire.chaos.kubernetes.ApiServer;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.EnvironmentProvider.DeclaredSettings;
import dev.crossfire.spi.EnvironmentProvider.InjectionMethod;
import dev.crossfire.spi.EnvironmentProvider.NoRole;
import dev.crossfire.spi.RunClock;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The embedded lab, which is driven through the same service as AWS. */
public final class LabProvider implements EnvironmentProvider<LabDescriptor, NoRole> {
    private static final String CLUSTER = "aws:rds:cluster";
    private static final String REPLICA = "aws:ecs:task";
    private static final String ZONE_TYPE = "aws:zone";
    private static final String ZONE = "zone";
    private static final String NAMESPACE = "namespace";
    private static final String INSTANCE = "aws:rds:db";

    private final RetryDelays delays;

    /** The kind as scenarios name it. */
    public LabProvider() {
        this(RetryDelays.DEFAULT);
    }

    /** The kind with other delays before a request to the lab's FIS is sent again. */
    public LabProvider(RetryDelays delays) {
        this.delays = delays;
    }

    @Override
    public String name() {
        return "lab";
    }

    @Override
    public String summary() {
        return "the embedded lab: real processes on this machine, broken through the same service as AWS";
    }

    @Override
    public Class<LabDescriptor> settings() {
        return LabDescriptor.class;
    }

    @Override
    public Class<NoRole> role() {
        return NoRole.class;
    }

    /** It is started by Crossfire, or named by its process. */
    @Override
    public boolean isInFiles() {
        return false;
    }

    @Override
    public List<InjectionMethod> injectionMethods() {
        return LabActions.methods();
    }

    @Override
    public Map<Capability, String> notOffered() {
        return Map.of(
                Capability.DRAIN,
                "its Kubernetes API has nodes; name it as kubernetes in an environment file",
                Capability.ROLLOUT,
                "its Kubernetes API has a Deployment; name it as kubernetes in an environment file",
                Capability.SCALE,
                "its Kubernetes API has a Deployment; name it as kubernetes in an environment file",
                Capability.BANDWIDTH,
                "its links have no limit; use network-latency",
                Capability.REFUSAL,
                "its links reset or drop, and do not refuse; use connection-reset, or database-unreachable for a database");
    }

    @Override
    public DeclaredSettings declared(EnvironmentSpec environment, ProviderSettings<LabDescriptor, NoRole> own) {
        return new DeclaredSettings(inventory(environment.name(), own.settings()), Map.of(), true);
    }

    private static Inventory inventory(String environment, LabDescriptor settings) {
        List<String> zones = settings.zones().stream()
                .map(LabDescriptor.ListedZone::name)
                .sorted()
                .toList();
        List<Target> targets = settings.resources().stream()
                .filter(resource -> !belongsToCluster(resource, settings.resources()))
                .map(resource -> target(resource, settings.kubernetes()))
                .toList();
        return new Inventory(environment, zones, targets);
    }

    @Override
    public Environment open(EnvironmentSpec environment, ProviderSettings<LabDescriptor, NoRole> own, RunClock clock) {
        LabDescriptor settings = own.settings();
        LabDescriptor.DatabaseLogin database = settings.database();
        DatabasePair pair = new DatabasePair(
                new Secret(database.jdbc()), database.user(), database.password(), PairQueries.CLUSTER_NAME);
        Inventory inventory = inventory(environment.name(), settings);
        Map<String, DatabasePair> pairs = new HashMap<>();
        for (Target target : inventory.targets()) {
            if (target.capabilities().contains(Capability.FAILOVER)) {
                pairs.put(target.role(), pair);
            }
        }
        Environment fis = new FisEnvironment(
                inventory,
                LabActions.TABLE,
                Fis.local(
                        settings.fis(),
                        settings.region(),
                        settings.fisCredentials().accessKeyId(),
                        settings.fisCredentials().secretAccessKey(),
                        delays),
                "arn:aws:iam::" + settings.account() + ":role/crossfire-lab",
                pairs,
                clock);
        LabDescriptor.KubernetesAccess kubernetes = settings.kubernetes();
        return kubernetes == null
                ? fis
                : new LabEnvironment(
                        fis, ApiServer.local(kubernetes.url(), kubernetes.token()), kubernetes.namespace());
    }

    /** What FIS can do to it; a replica of the shop runs in a pod, too. */
    private static Target target(
            LabDescriptor.ListedResource resource, LabDescriptor.@Nullable KubernetesAccess kubernetes) {
        Set<Capability> capabilities = new TreeSet<>(LabActions.TABLE.capabilities(resource.type()));
        Map<String, String> tags = new HashMap<>(resource.tags());
        if (kubernetes != null && resource.type().equals(REPLICA)) {
            capabilities.add(Capability.PODS);
            tags.put(NAMESPACE, kubernetes.namespace());
        }
        if (resource.type().equals(ZONE_TYPE)) {
            // A zone's tags are those that everything of the lab in it carries, and these name the zone alone.
            tags.keySet().removeAll(List.of("role", ZONE, "name"));
        }
        return new Target(
                resource.role(),
                resource.type(),
                resource.arn(),
                resource.tags().get(ZONE),
                capabilities,
                tags,
                resource.address());
    }

    /** A cluster's instances fail over with it: they are part of one target, not targets beside it. */
    private static boolean belongsToCluster(
            LabDescriptor.ListedResource resource, List<LabDescriptor.ListedResource> all) {
        return resource.type().equals(INSTANCE)
                && all.stream()
                        .anyMatch(other ->
                                other.type().equals(CLUSTER) && other.role().equals(resource.role()));
    }
}
