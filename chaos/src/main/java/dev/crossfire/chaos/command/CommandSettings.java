package dev.crossfire.chaos.command;

import dev.crossfire.chaos.database.RoleProbe;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.environment.Secret;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * How the user's own commands are run.
 *
 * @param timeLimit after which a command is killed; null for 10 s
 * @param folder the working directory; null for Crossfire's own
 * @param environment variables for every command, by name; null for none
 */
public record CommandSettings(
        @Describe("after which a command is killed, 1s to 5m; 10s by default") @Nullable
        Duration timeLimit,

        @Describe("the working directory; Crossfire's own by default") @Nullable
        String folder,

        @Describe("variables for every command, by name, such as ${secret:NAME}") @Nullable
        Map<String, Secret> environment) {
    private static final Duration SHORTEST = Duration.ofSeconds(1);
    private static final Duration LONGEST = Duration.ofMinutes(5);

    /** Commands are run by the defaults. */
    public static final CommandSettings DEFAULT = new CommandSettings(null, null, null);

    public CommandSettings {
        if (timeLimit != null && (timeLimit.compareTo(SHORTEST) < 0 || timeLimit.compareTo(LONGEST) > 0)) {
            throw new IllegalArgumentException("a time-limit from 1s to 5m");
        }
        environment = environment == null ? null : Map.copyOf(environment);
    }

    /**
     * What plays a role: for each capability that faults may use, its commands.
     *
     * @param zone where it stands; null when it has no zone
     * @param probe where it can be probed from here; null when every capability has a status
     */
    public record CommandRole(
            @Describe("its zone") @Nullable String zone,

            @Describe("limit how many bytes are sent") @Nullable
            FaultCommands bandwidth,

            @Describe("occupy processors") @Nullable FaultCommands cpu,

            @Describe("make a database's standby take over; needs a probe with jdbc") @Nullable
            FaultCommands failover,

            @Describe("forget a cache's content") @Nullable FaultCommands flush,
            @Describe("kill processes") @Nullable FaultCommands kill,
            @Describe("delay what is sent") @Nullable FaultCommands latency,

            @Describe("lose a share of what is sent") @Nullable
            FaultCommands loss,

            @Describe("occupy memory") @Nullable FaultCommands memory,
            @Describe("cut off a link") @Nullable FaultCommands partition,

            @Describe("stop processes for a while") @Nullable
            FaultCommands pause,

            @Describe("refuse connections") @Nullable FaultCommands refusal,
            @Describe("reset connections") @Nullable FaultCommands reset,

            @Describe("promote a replica of a cache") @Nullable
            FaultCommands takeover,

            @Describe(
                    "the address for probes, such as http://HOST/health, or jdbc of a database; not needed where every"
                            + " capability has a status")
            @Nullable
            RoleProbe probe) {
        public CommandRole {
            if (failover != null && (probe == null || probe.jdbc() == null)) {
                throw new IllegalArgumentException("a probe with jdbc, because a failover is confirmed by queries");
            }
            if (failover != null && failover.status() != null) {
                throw new IllegalArgumentException("no status of failover, because a failover is confirmed by queries");
            }
            if (probe == null
                    && !areConfirmed(
                            bandwidth, cpu, flush, kill, latency, loss, memory, partition, pause, refusal, reset,
                            takeover)) {
                throw new IllegalArgumentException(
                        "a probe, or a status of every capability, because one of them confirms the fault");
            }
        }

        /** Whether there are commands, and each says itself whether its effect is present. */
        private static boolean areConfirmed(@Nullable FaultCommands... all) {
            List<FaultCommands> given = Stream.of(all).filter(Objects::nonNull).toList();
            return !given.isEmpty() && given.stream().allMatch(commands -> commands.status() != null);
        }

        /** What may be done to it, by the commands that do it. */
        SortedMap<Capability, FaultCommands> commands() {
            SortedMap<Capability, FaultCommands> commands = new TreeMap<>();
            put(commands, Capability.BANDWIDTH, bandwidth);
            put(commands, Capability.CPU, cpu);
            put(commands, Capability.FAILOVER, failover);
            put(commands, Capability.FLUSH, flush);
            put(commands, Capability.KILL, kill);
            put(commands, Capability.LATENCY, latency);
            put(commands, Capability.LOSS, loss);
            put(commands, Capability.MEMORY, memory);
            put(commands, Capability.PARTITION, partition);
            put(commands, Capability.PAUSE, pause);
            put(commands, Capability.REFUSAL, refusal);
            put(commands, Capability.RESET, reset);
            put(commands, Capability.TAKEOVER, takeover);
            return commands;
        }

        private static void put(
                Map<Capability, FaultCommands> commands, Capability capability, @Nullable FaultCommands given) {
            if (given != null) {
                commands.put(capability, given);
            }
        }
    }

    /**
     * The commands of one capability: each a program and its arguments, no shell.
     *
     * @param inject begins the fault; returns once it has begun
     * @param heal ends it; does no harm where it has ended, or was never begun
     * @param verify succeeds exactly when nothing of it is left
     * @param status succeeds while its effect is on the target, and ends with exit code 1 while it is not; null when a
     *     probe of the target shows the effect
     */
    public record FaultCommands(
            @Describe("the program and its arguments that begin the fault")
            List<String> inject,

            @Describe("the program and its arguments that end it, however often it is run")
            List<String> heal,

            @Describe("the program and its arguments that succeed exactly when nothing of it is left")
            List<String> verify,

            @Describe(
                    "the program and its arguments that end with exit code 0 while its effect is on the target, and with 1"
                            + " while it is not; by default, the probe shows it")
            @Nullable
            List<String> status) {
        public FaultCommands {
            inject = command(inject);
            heal = command(heal);
            verify = command(verify);
            status = status == null ? null : command(status);
        }

        /** All that there are. */
        List<List<String>> all() {
            return status == null ? List.of(inject, heal, verify) : List.of(inject, heal, verify, status);
        }

        private static List<String> command(List<String> words) {
            if (words.isEmpty() || words.get(0).isBlank()) {
                throw new IllegalArgumentException(
                        "a program and its arguments as a list for inject, heal, verify and status");
            }
            return List.copyOf(words);
        }
    }
}
