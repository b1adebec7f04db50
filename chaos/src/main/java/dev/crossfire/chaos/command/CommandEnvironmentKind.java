package dev.crossfire.chaos.command;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentKind;
import dev.crossfire.spi.RunClock;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/** Whatever the user's own commands reach: containers, hosts, scripts. */
public final class CommandEnvironmentKind implements EnvironmentKind<CommandSettings> {
    static final String TYPE = "command";

    /** What commands may do: everything that is confirmed by a probe of the target alone. */
    static final List<Capability> CAPABILITIES = List.of(
            Capability.CPU,
            Capability.FLUSH,
            Capability.KILL,
            Capability.LATENCY,
            Capability.LOSS,
            Capability.MEMORY,
            Capability.PARTITION,
            Capability.PAUSE,
            Capability.RESET,
            Capability.TAKEOVER);

    private final Path records;

    /** Records faults in the user's home. */
    public CommandEnvironmentKind() {
        this(Path.of(System.getProperty("user.home"), ".crossfire", "faults"));
    }

    CommandEnvironmentKind(Path records) {
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
    public List<InjectionMethod> injectionMethods() {
        return CAPABILITIES.stream()
                .map(capability -> new InjectionMethod(
                        capability, TYPE, "the role's own commands inject, heal and verify it", List.of()))
                .toList();
    }

    @Override
    public DeclaredSettings declared(EnvironmentSpec spec, CommandSettings settings) {
        return new DeclaredSettings(inventory(spec.name(), settings), Map.of(), true);
    }

    @Override
    public Environment open(EnvironmentSpec spec, CommandSettings settings, RunClock clock) {
        FaultRecords faults = new FaultRecords(records, spec.name());
        CommandRunner runner = new CommandRunner(settings.commands(), clock);
        CommandDisruption disruption = new CommandDisruption(settings.roles(), runner, faults, clock);
        return new CommandEnvironment(inventory(spec.name(), settings), disruption, faults, clock);
    }

    private static Inventory inventory(String environment, CommandSettings settings) {
        List<Target> targets = settings.roles().entrySet().stream()
                .map(role -> new Target(
                        role.getKey(),
                        TYPE,
                        role.getKey(),
                        role.getValue().zone(),
                        role.getValue().capabilities(),
                        Map.of(),
                        role.getValue().address()))
                .toList();
        return Inventory.of(environment, targets);
    }
}
