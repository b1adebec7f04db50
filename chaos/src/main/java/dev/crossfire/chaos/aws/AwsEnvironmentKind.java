package dev.crossfire.chaos.aws;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.EnvironmentKind;
import dev.crossfire.spi.EnvironmentKind.DeclaredSettings;
import dev.crossfire.spi.EnvironmentKind.DurationLimit;
import dev.crossfire.spi.EnvironmentKind.InjectionMethod;
import dev.crossfire.spi.FaultEstimate;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.security.Security;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** AWS: resources are found by tags, faults go through the Fault Injection Service. */
public final class AwsEnvironmentKind implements EnvironmentKind<AwsSettings> {
    /** The constraint in FIS's reference of actions for each that takes a duration. */
    private static final DurationLimit FIS = new DurationLimit(
            Duration.ofMinutes(1), Duration.ofHours(12), "AWS FIS accepts no shorter or longer action");

    private final Function<AwsSettings.AwsAccount, Fis> connect;
    private final Function<AwsSettings.AwsAccount, ResourceTags> connectTags;

    /** AWS itself. */
    public AwsEnvironmentKind() {
        this(
                account -> Fis.aws(account.region(), account.role()),
                account -> ResourceTags.aws(account.region(), account.role()));
    }

    /** A service that implements AWS's API. */
    AwsEnvironmentKind(
            Function<AwsSettings.AwsAccount, Fis> connect, Function<AwsSettings.AwsAccount, ResourceTags> connectTags) {
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
    public List<InjectionMethod> injectionMethods() {
        return ActionTable.AWS.methods();
    }

    @Override
    public DurationLimit durationLimit() {
        return FIS;
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
    public DeclaredSettings declared(EnvironmentSpec spec, AwsSettings settings) {
        return new AwsRoles(spec.name(), settings).declared();
    }

    @Override
    public Environment open(EnvironmentSpec spec, AwsSettings settings, RunClock clock) throws EnvironmentException {
        AwsRoles roles = new AwsRoles(spec.name(), settings);
        Fis fis = connect(settings);
        ResourceTags tags = connectTags.apply(settings.aws());
        String role = settings.aws().experimentRole();
        try {
            Inventory inventory = roles.resolve(new TargetPreview(fis, role, spec.name()), tags);
            return new FisEnvironment(inventory, fis, settings.aws(), roles.pairs(), clock, tags);
        } catch (FaultException unresolved) {
            fis.close();
            tags.close();
            throw new EnvironmentException(String.valueOf(unresolved.getMessage()), unresolved);
        }
    }

    /** Makes no preview: previews are refused just when an operator has stopped all experiments. */
    @Override
    public Environment openToHeal(EnvironmentSpec spec, AwsSettings settings, RunClock clock)
            throws EnvironmentException {
        AwsRoles roles = new AwsRoles(spec.name(), settings);
        return new FisEnvironment(roles.unqueried(), connect(settings), settings.aws(), roles.pairs(), clock, null);
    }

    private Fis connect(AwsSettings settings) {
        // A failover moves a name to another address, and Java caches addresses for 30 s by default.
        Security.setProperty("networkaddress.cache.ttl", "1");
        return connect.apply(settings.aws());
    }
}
