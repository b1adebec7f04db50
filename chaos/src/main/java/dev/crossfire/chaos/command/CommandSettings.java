package dev.crossfire.chaos.command;

import dev.crossfire.chaos.probe.ProbeAddress;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.environment.EnvironmentSpec.EnvironmentSettings;
import dev.crossfire.model.environment.Secret;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an environment that is reached by commands.
 *
 * @param commands how they are run; null for the defaults
 * @param roles what plays which role
 */
public record CommandSettings(
        @Describe("how commands are run") @Nullable CommandOptions commands,
        @Describe("the commands of each role") Map<String, CommandRole> roles)
        implements EnvironmentSettings {
    public CommandSettings {
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    }

    /**
     * How commands are run.
     *
     * @param timeLimit after which a command is killed; null for 10 s
     * @param folder the working directory; null for Crossfire's own
     * @param environment variables for every command, by name; null for none
     */
    public record CommandOptions(
            @Describe("after which a command is killed, 1s to 5m; 10s by default") @Nullable
            Duration timeLimit,

            @Describe("the working directory; Crossfire's own by default") @Nullable
            String folder,

            @Describe("variables for every command, by name, such as ${secret:NAME}") @Nullable
            Map<String, Secret> environment) {
        private static final Duration SHORTEST = Duration.ofSeconds(1);
        private static final Duration LONGEST = Duration.ofMinutes(5);

        public CommandOptions {
            if (timeLimit != null && (timeLimit.compareTo(SHORTEST) < 0 || timeLimit.compareTo(LONGEST) > 0)) {
                throw new IllegalArgumentException("a time-limit from 1s to 5m");
            }
            environment = environment == null ? null : Map.copyOf(environment);
        }
    }

    /**
     * What plays a role.
     *
     * @param probe where it can be probed from here
     * @param zone where it stands; null when it has no zone
     * @param commands how each capability is used, by its name, as {@code pause}
     */
    public record CommandRole(
            @Describe("the address for probes, such as http://HOST/health, tcp://HOST:PORT or redis://HOST:PORT")
            String probe,

            @Describe("its zone") @Nullable String zone,

            @Describe("the commands by which a fault is injected, by capability, such as pause")
            Map<String, FaultCommands> commands) {
        public CommandRole {
            ProbeAddress.require(probe);
            List<String> known = CommandEnvironmentKind.CAPABILITIES.stream()
                    .map(Capability::name)
                    .toList();
            if (commands.isEmpty() || !known.containsAll(commands.keySet())) {
                throw new IllegalArgumentException("commands for " + String.join(", ", known));
            }
            commands = Map.copyOf(commands);
        }

        URI address() {
            return URI.create(probe);
        }

        SortedSet<Capability> capabilities() {
            return commands.keySet().stream().map(Capability::new).collect(Collectors.toCollection(TreeSet::new));
        }
    }

    /**
     * The commands of one capability: each a program and its arguments, no shell.
     *
     * @param inject begins the fault; returns once it has begun
     * @param heal ends it; does no harm where it has ended, or was never begun
     * @param verify succeeds exactly when nothing of it is left
     */
    public record FaultCommands(
            @Describe("the program and its arguments that begin the fault")
            List<String> inject,

            @Describe("the program and its arguments that end it, however often it is run")
            List<String> heal,

            @Describe("the program and its arguments that succeed exactly when nothing of it is left")
            List<String> verify) {
        public FaultCommands {
            inject = command(inject);
            heal = command(heal);
            verify = command(verify);
        }

        private static List<String> command(List<String> words) {
            if (words.isEmpty() || words.get(0).isBlank()) {
                throw new IllegalArgumentException("a program and its arguments as a list for inject, heal and verify");
            }
            return List.copyOf(words);
        }
    }
}
