package dev.crossfire.chaos.command;

import dev.crossfire.chaos.command.CommandSettings.CommandRole;
import dev.crossfire.chaos.command.CommandSettings.FaultCommands;
import dev.crossfire.chaos.database.DatabaseFailover;
import dev.crossfire.chaos.database.RoleProbe;
import dev.crossfire.chaos.disruption.Disruption.DisruptionSpec;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.faults.CacheFailover;
import dev.crossfire.chaos.faults.CacheLoss;
import dev.crossfire.chaos.faults.CpuStress;
import dev.crossfire.chaos.faults.MemoryStress;
import dev.crossfire.chaos.faults.NetworkLatency;
import dev.crossfire.chaos.faults.NetworkLoss;
import dev.crossfire.chaos.faults.NetworkPartition;
import dev.crossfire.chaos.faults.ProcessPause;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.Environment;
import dev.crossfire.testkit.MachineClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An environment of one role, whose commands are those of a recipe for one capability. */
final class RecipeEnvironment {
    private static final Duration DURATION = Duration.ofSeconds(60);
    private static final Map<Capability, FaultSettings> SETTINGS = Map.of(
            Capability.CPU, new CpuStress.Settings(null),
            Capability.FAILOVER, new DatabaseFailover.Settings(),
            Capability.KILL, new CacheLoss.Settings(null),
            Capability.LATENCY, new NetworkLatency.Settings(Duration.ofMillis(200), null),
            Capability.LOSS, new NetworkLoss.Settings(Ratio.parse("10%")),
            Capability.MEMORY, new MemoryStress.Settings(Ratio.parse("50%")),
            Capability.PARTITION, new NetworkPartition.Settings(null),
            Capability.PAUSE, new ProcessPause.Settings(),
            Capability.TAKEOVER, new CacheFailover.Settings());

    /** The services that they call end these themselves, some time after they began. */
    static final Set<Capability> SETTLING = Set.of(Capability.FAILOVER, Capability.TAKEOVER);

    private RecipeEnvironment() {}

    /** With the recipe's commands, its files in the folder of this test, and nothing that is probed. */
    static Environment open(String recipe, Capability capability, StandIns standIns) {
        FaultCommands own =
                Objects.requireNonNull(RecipeCommands.of(recipe, text -> text.replace("/tmp/", standIns.state() + "/")
                                .replace("/run/systemd/system", standIns.state() + "/run-systemd"))
                        .commands()
                        .get(capability));
        FaultCommands commands = new FaultCommands(
                env(own.inject()), env(own.heal()), env(own.verify()), own.status() == null ? null : env(own.status()));
        ProviderSettings<CommandSettings, CommandRole> settings =
                new ProviderSettings<>(standIns.settings(), Map.of("role", role(capability, commands)));
        EnvironmentSpec spec = new EnvironmentSpec("laptop", null, false, Limits.NONE, Map.of("commands", settings));
        return new CommandProvider(standIns.state().resolveSibling("records")).open(spec, settings, new MachineClock());
    }

    /** A program is looked for where this machine's path says, and by {@code env} where its variable says. */
    private static List<String> env(List<String> command) {
        List<String> words = new ArrayList<>(command);
        words.add(0, "env");
        return words;
    }

    private static CommandRole role(Capability capability, FaultCommands commands) {
        Map<Capability, FaultCommands> one = Map.of(capability, commands);
        @Nullable RoleProbe probe = null;
        if (capability.equals(Capability.FAILOVER)) {
            probe = new RoleProbe(null, new Secret("jdbc:postgresql://db/shop"), "crossfire", new Secret("pw"), null);
        } else if (commands.status() == null) {
            probe = RoleProbe.at("tcp://127.0.0.1:1");
        }
        return CommandRoles.of(one, probe);
    }

    static InjectionStep step(Environment environment, Capability capability) {
        return new InjectionStep(
                new DisruptionSpec(capability, Objects.requireNonNull(SETTINGS.get(capability))),
                environment.inventory().targets(),
                Duration.ZERO,
                SETTLING.contains(capability) ? null : DURATION);
    }
}
