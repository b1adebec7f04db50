package dev.crossfire.chaos.command;

import dev.crossfire.chaos.command.CommandSettings.CommandRole;
import dev.crossfire.chaos.database.DatabasePair;
import dev.crossfire.chaos.database.PairQueries;
import dev.crossfire.chaos.database.RoleProbe;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.RunClock;
import java.net.URI;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Whatever the user's own commands reach: containers, hosts, scripts. */
public final class CommandProvider implements EnvironmentProvider<CommandSettings, CommandRole> {
    static final String TYPE = "commands:role";

    /** What commands may do: everything that probes of the target, or its own commands, confirm. */
    private static final List<Capability> CAPABILITIES = List.of(
            Capability.BANDWIDTH,
            Capability.CPU,
            Capability.FAILOVER,
            Capability.FLUSH,
            Capability.KILL,
            Capability.LATENCY,
            Capability.LOSS,
            Capability.MEMORY,
            Capability.PARTITION,
            Capability.PAUSE,
            Capability.REFUSAL,
            Capability.RESET,
            Capability.TAKEOVER);

    private final Path records;

    /** Records faults in the user's home. */
    public CommandProvider() {
        this(Path.of(System.getProperty("user.home"), ".crossfire", "faults"));
    }

    CommandProvider(Path records) {
        this.records = records;
    }

    @Override
    public String name() {
        return "commands";
    }

    @Override
    public String summary() {
        return "anything that the user's own commands break and heal: containers, hosts, scripts";
    }

    @Override
    public Class<CommandSettings> settings() {
        return CommandSettings.class;
    }

    @Override
    public Class<CommandRole> role() {
        return CommandRole.class;
    }

    @Override
    public List<InjectionMethod> injectionMethods() {
        return CAPABILITIES.stream()
                .map(capability -> new InjectionMethod(
                        capability, TYPE, "the role's own commands inject, heal and verify it", List.of()))
                .toList();
    }

    @Override
    public Map<Capability, String> notOffered() {
        return Map.ofEntries(
                Map.entry(Capability.UNREACHABLE, "use network-partition, whose commands cut off the database"),
                Map.entry(Capability.PODS, "pods are killed through the API server; use kubernetes"),
                Map.entry(Capability.ROLLOUT, "a workload's controller shows how far it is; use kubernetes"),
                Map.entry(Capability.SCALE, "a workload's controller shows how far it is; use kubernetes"),
                Map.entry(Capability.DRAIN, "nodes are drained through the API server; use kubernetes"),
                Map.entry(
                        Capability.POWER,
                        "a role of commands is one resource and not a zone; give each resource in the zone a kill, as in cache-loss"),
                Map.entry(
                        Capability.ISOLATION,
                        "a role of commands is one resource and not a zone; give each resource in the zone a partition"),
                Map.entry(
                        Capability.WORKFLOW,
                        "a workflow is an automation of AWS Systems Manager; use failover, whose inject starts your own"),
                Map.entry(Capability.ACTION, "an action of FIS exists on AWS and in the lab alone"));
    }

    @Override
    public DeclaredSettings declared(EnvironmentSpec environment, ProviderSettings<CommandSettings, CommandRole> own) {
        return new DeclaredSettings(inventory(environment.name(), own.roles()), Map.of(), true);
    }

    @Override
    public Environment open(
            EnvironmentSpec environment, ProviderSettings<CommandSettings, CommandRole> own, RunClock clock) {
        FaultRecords faults = new FaultRecords(records, environment.name());
        CommandRunner runner = new CommandRunner(own.settings(), clock);
        CommandDisruption disruption = new CommandDisruption(own.roles(), runner, faults, clock);
        return new CommandEnvironment(
                inventory(environment.name(), own.roles()), disruption, faults, pairs(own.roles()), clock);
    }

    private static Map<String, DatabasePair> pairs(Map<String, CommandRole> roles) {
        Map<String, DatabasePair> pairs = new HashMap<>();
        roles.forEach((role, played) -> {
            @Nullable
            DatabasePair pair = played.probe() == null ? null : played.probe().pair(PairQueries.SERVER);
            if (pair != null) {
                pairs.put(role, pair);
            }
        });
        return pairs;
    }

    private static Inventory inventory(String environment, Map<String, CommandRole> roles) {
        List<Target> targets = roles.entrySet().stream()
                .map(role -> new Target(
                        role.getKey(),
                        TYPE,
                        role.getKey(),
                        role.getValue().zone(),
                        role.getValue().commands().keySet(),
                        Map.of(),
                        address(role.getValue().probe())))
                .toList();
        return Inventory.of(environment, targets);
    }

    private static @Nullable URI address(@Nullable RoleProbe probe) {
        return probe == null ? null : probe.address();
    }
}
