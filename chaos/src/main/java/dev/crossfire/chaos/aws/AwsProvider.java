package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.aws.AwsSettings.AwsRole;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.EnvironmentProvider.DeclaredSettings;
import dev.crossfire.spi.EnvironmentProvider.DurationLimit;
import dev.crossfire.spi.EnvironmentProvider.InjectionMethod;
import dev.crossfire.spi.FaultEstimate;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** AWS: resources are found by tags, faults go through the Fault Injection Service. */
public final class AwsProvider implements EnvironmentProvider<AwsSettings, AwsRole> {
    /** The constraint in FIS's reference of actions for each that takes a duration. */
    private static final DurationLimit FIS = new DurationLimit(
            Duration.ofMinutes(1), Duration.ofHours(12), "AWS FIS accepts no shorter or longer action");

    private final Function<AwsSettings, Fis> connect;
    private final Function<AwsSettings, ResourceTags> connectTags;

    /** AWS itself. */
    public AwsProvider() {
        this(Fis::aws, ResourceTags::aws);
    }

    /** A service that implements AWS's API. */
    AwsProvider(Function<AwsSettings, Fis> connect, Function<AwsSettings, ResourceTags> connectTags) {
        this.connect = connect;
        this.connectTags = connectTags;
    }

    @Override
    public String name() {
        return "aws";
    }

    @Override
    public String summary() {
        return "AWS: resources found by tags, faults through the Fault Injection Service";
    }

    @Override
    public Class<AwsSettings> settings() {
        return AwsSettings.class;
    }

    @Override
    public Class<AwsRole> role() {
        return AwsRole.class;
    }

    @Override
    public List<InjectionMethod> injectionMethods() {
        return ActionTable.AWS.methods();
    }

    @Override
    public Map<Capability, String> notOffered() {
        return Map.ofEntries(
                Map.entry(
                        Capability.TAKEOVER,
                        "FIS has no action for it; use commands that call ElastiCache's TestFailover"),
                Map.entry(Capability.FLUSH, "FIS has no action for it; use commands"),
                Map.entry(
                        Capability.KILL,
                        "FIS has no action for one cache; use fis with an action for its zone's power"),
                Map.entry(
                        Capability.UNREACHABLE,
                        "FIS has no action for a database alone; use fis with an action for its subnet"),
                Map.entry(Capability.BANDWIDTH, "FIS has no action for it; use network-latency"),
                Map.entry(Capability.REFUSAL, "FIS has no action for it; use network-partition"),
                Map.entry(Capability.RESET, "FIS has no action for it; use network-partition"),
                Map.entry(
                        Capability.MEMORY,
                        "FIS has no action for tasks; use fis with aws:eks:pod-memory-stress, or AWSFIS-Run-Memory-Stress for instances"),
                Map.entry(
                        Capability.PAUSE,
                        "FIS has no action that pauses a process; use fis with aws:ecs:task-kill-process or commands"),
                Map.entry(Capability.PODS, "pods are killed through the API server; use kubernetes"),
                Map.entry(Capability.ROLLOUT, "FIS has no action that deploys; use kubernetes"),
                Map.entry(Capability.SCALE, "FIS has no action that scales; use kubernetes"),
                Map.entry(Capability.DRAIN, "nodes are drained through the API server; use kubernetes"));
    }

    @Override
    public @Nullable DurationLimit durationLimit(AwsSettings settings) {
        // A service on this machine is not AWS's.
        return settings.isLocal() ? null : FIS;
    }

    @Override
    public FaultEstimate estimate(FaultSpec fault, Set<Capability> uses, List<Target> targets) {
        return ActionTable.AWS.estimate(
                fault,
                uses,
                targets,
                new Inventory("", List.of(), targets),
                ExperimentEstimate.DOLLARS_PER_ACTION_MINUTE);
    }

    @Override
    public DeclaredSettings declared(EnvironmentSpec environment, ProviderSettings<AwsSettings, AwsRole> own) {
        return new AwsRoles(environment.name(), own.roles()).declared();
    }

    @Override
    public List<PermissionDocument> permissions(ProviderSettings<AwsSettings, AwsRole> own, List<FaultUse> faults) {
        return new AwsPolicies(own, faults).documents();
    }

    @Override
    public Environment open(EnvironmentSpec environment, ProviderSettings<AwsSettings, AwsRole> own, RunClock clock)
            throws EnvironmentException {
        AwsRoles roles = new AwsRoles(environment.name(), own.roles());
        Fis fis = connect(own.settings());
        ResourceTags tags = connectTags.apply(own.settings());
        String role = own.settings().experimentRole();
        try {
            Inventory inventory = roles.resolve(new TargetPreview(fis, role, environment.name()), tags);
            return new FisEnvironment(inventory, roles.actions(), fis, own.settings(), roles.pairs(), clock, tags);
        } catch (FaultException unresolved) {
            fis.close();
            tags.close();
            throw new EnvironmentException(String.valueOf(unresolved.getMessage()), unresolved);
        }
    }

    /** Makes no preview: previews are refused just when an operator has stopped all experiments. */
    @Override
    public Environment openToHeal(
            EnvironmentSpec environment, ProviderSettings<AwsSettings, AwsRole> own, RunClock clock)
            throws EnvironmentException {
        AwsRoles roles = new AwsRoles(environment.name(), own.roles());
        return new FisEnvironment(
                roles.unqueried(),
                roles.actions(),
                connect(own.settings()),
                own.settings(),
                roles.pairs(),
                clock,
                null);
    }

    private Fis connect(AwsSettings settings) {
        // A failover moves a name to another address, and Java caches addresses for 30 s by default.
        Security.setProperty("networkaddress.cache.ttl", "1");
        return connect.apply(settings);
    }
}
