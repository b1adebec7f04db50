package dev.crossfire.chaos.command;

import dev.crossfire.chaos.command.CommandSettings.CommandRole;
import dev.crossfire.chaos.command.CommandSettings.FaultCommands;
import dev.crossfire.chaos.database.RoleProbe;
import dev.crossfire.model.Capability;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Makes roles of the commands for some capabilities. */
final class CommandRoles {
    private CommandRoles() {}

    static CommandRole of(Map<Capability, FaultCommands> commands, @Nullable RoleProbe probe) {
        return in(null, commands, probe);
    }

    static CommandRole in(@Nullable String zone, Map<Capability, FaultCommands> commands, @Nullable RoleProbe probe) {
        return new CommandRole(
                zone,
                commands.get(Capability.BANDWIDTH),
                commands.get(Capability.CPU),
                commands.get(Capability.FAILOVER),
                commands.get(Capability.FLUSH),
                commands.get(Capability.KILL),
                commands.get(Capability.LATENCY),
                commands.get(Capability.LOSS),
                commands.get(Capability.MEMORY),
                commands.get(Capability.PARTITION),
                commands.get(Capability.PAUSE),
                commands.get(Capability.REFUSAL),
                commands.get(Capability.RESET),
                commands.get(Capability.TAKEOVER),
                probe);
    }
}
