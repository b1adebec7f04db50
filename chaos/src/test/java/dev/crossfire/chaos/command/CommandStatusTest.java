package dev.crossfire.chaos.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.chaos.command.CommandSettings.CommandRole;
import dev.crossfire.chaos.command.CommandSettings.FaultCommands;
import dev.crossfire.chaos.database.RoleProbe;
import dev.crossfire.chaos.faults.CacheFailover;
import dev.crossfire.chaos.faults.ProcessPause;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentProvider.InjectionMethod;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.testkit.MachineClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a status command says of a fault, on a stand-in whose state is a file. */
@Tag("live")
class CommandStatusTest {
    private static final Duration LONG = Duration.ofSeconds(60);
    private static final List<String> NOTHING = List.of("true");

    @TempDir
    Path folder;

    private final MachineClock clock = new MachineClock();
    private CommandSettings options = CommandSettings.DEFAULT;
    private @Nullable RoleProbe probe;

    @Test
    void theEffectiveMomentIsBetweenTheLastStatusWithoutTheEffectAndTheFirstWithIt() throws Exception {
        assertThatTheBracketContainsTheTruth("test -e " + state());
    }

    /** Each run of it looks first, and takes longer than a probe waits. */
    @Test
    void aSlowStatusCountsFromItsBeginning() throws Exception {
        assertThatTheBracketContainsTheTruth("test -e " + state() + "; code=$?; sleep 0.8; exit $code");
    }

    private void assertThatTheBracketContainsTheTruth(String status) throws Exception {
        try (Environment environment = environment(NOTHING, status);
                Fault fault = arm(environment, new ProcessPause(), new ProcessPause.Settings(), LONG)) {
            Instant injected = clock.instant();
            fault.inject();
            probed(fault, ProbeResult::intact);
            Instant before = clock.instant();
            Files.createFile(state());
            Instant after = clock.instant();
            ProbeResult first = probed(fault, seen -> !seen.intact());
            assertThat(first.confirmed()).isTrue();
            assertThat(Objects.requireNonNull(first.since())).isBetween(injected.minusSeconds(2), after);
            assertThat(clock.instant()).isAfterOrEqualTo(before);
            assertThat(first.detail()).isEqualTo("search has the effect of the fault");
            Files.delete(state());
            ProbeResult gone = probed(fault, ProbeResult::intact);
            assertThat(gone.detail()).isEqualTo("search does not have the effect of the fault");
            assertThat(gone.cleared()).as("before the fault has ended").isFalse();
        }
    }

    @Test
    void anUnknownStatusNeitherConfirmsNorClears() throws Exception {
        Path mute = folder.resolve("mute");
        String status = "if [ -e " + mute + " ]; then echo no route; exit 255; fi; test -e " + state();
        try (Environment environment = environment(touch(), status);
                Fault fault =
                        arm(environment, new ProcessPause(), new ProcessPause.Settings(), Duration.ofSeconds(1))) {
            Files.createFile(mute);
            fault.inject();
            ProbeResult unknown = probed(fault, seen -> seen.detail().contains("exit code 255"));
            assertThat(unknown.intact()).isTrue();
            assertThat(unknown.confirmed()).isFalse();
            assertThat(unknown.detail())
                    .isEqualTo(
                            "search is in an unknown state: the status command: env ended with exit code 255: no route");
            Files.delete(mute);
            probed(fault, ProbeResult::confirmed);
            Files.createFile(mute);
            await().until(() -> Files.notExists(state()));
            assertThat(probed(fault, seen -> seen.detail().contains("255")).cleared())
                    .isFalse();
            Files.delete(mute);
            assertThat(probed(fault, ProbeResult::cleared).intact()).isTrue();
        }
    }

    @Test
    void aStatusThatHangsIsUnknown() throws Exception {
        options = new CommandSettings(Duration.ofSeconds(1), null, null);
        Environment environment = environment(touch(), "sleep 600");
        assertThatThrownBy(() -> arm(environment, new ProcessPause(), new ProcessPause.Settings(), LONG))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("search is in an unknown state")
                .hasMessageContaining("did not end in time and was killed");
    }

    @Test
    void aTargetThatHasTheEffectAlreadyIsRefused() throws Exception {
        Files.createFile(state());
        assertThatThrownBy(() -> arm(
                        environment(touch(), "test -e " + state()),
                        new ProcessPause(),
                        new ProcessPause.Settings(),
                        LONG))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("search has the effect of the fault before there is one");
    }

    @Test
    void anUnknownPlaceholderInAStatusIsRefused() {
        assertThatThrownBy(() -> arm(
                        environment(touch(), "test -e {file}"), new ProcessPause(), new ProcessPause.Settings(), LONG))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("{file} in a command of role search is invalid");
    }

    /** A takeover stays, so its status goes on to say so. */
    @Test
    void anEffectThatStaysIsClearedWhileItIsThere() throws Exception {
        try (Environment environment = environment(touch(), NOTHING, NOTHING, "test -e " + state());
                Fault fault = arm(environment, new CacheFailover(), new CacheFailover.Settings(), null)) {
            fault.inject();
            ProbeResult cleared = probed(fault, seen -> seen.confirmed() && seen.cleared());
            assertThat(cleared.since()).isNotNull();
            assertThat(state()).exists();
        }
    }

    @Test
    void anAddressBesideTheStatusMustAnswer() throws Exception {
        probe = RoleProbe.at("tcp://127.0.0.1:1");
        assertThatThrownBy(() -> arm(
                        environment(touch(), "test -e " + state()),
                        new ProcessPause(),
                        new ProcessPause.Settings(),
                        LONG))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("the status command finds no effect, but the address refuses");
    }

    @Test
    void aRoleNeedsAProbeOrAStatusOfEveryCapability() {
        FaultCommands seen = new FaultCommands(NOTHING, NOTHING, NOTHING, NOTHING);
        FaultCommands unseen = new FaultCommands(NOTHING, NOTHING, NOTHING, null);
        assertThat(role(seen, seen, null).probe()).isNull();
        new CommandProvider()
                .injectionMethods().stream()
                        .map(InjectionMethod::capability)
                        .filter(capability -> !capability.equals(Capability.FAILOVER))
                        .forEach(capability -> assertThat(CommandRoles.of(Map.of(capability, seen), null)
                                        .commands())
                                .containsOnlyKeys(capability));
        assertThatThrownBy(() -> role(seen, unseen, null)).hasMessageContaining("or a status of every capability");
        assertThatThrownBy(() -> role(null, null, null)).hasMessageContaining("a probe");
        assertThatThrownBy(() -> CommandRoles.of(Map.of(Capability.FAILOVER, seen), null))
                .hasMessageContaining("confirmed by queries");
    }

    private static CommandRole role(
            @Nullable FaultCommands pause, @Nullable FaultCommands takeover, @Nullable RoleProbe probe) {
        Map<Capability, FaultCommands> commands = new HashMap<>();
        if (pause != null) {
            commands.put(Capability.PAUSE, pause);
        }
        if (takeover != null) {
            commands.put(Capability.TAKEOVER, takeover);
        }
        return CommandRoles.of(commands, probe);
    }

    private Path state() {
        return folder.resolve("state");
    }

    private List<String> touch() {
        return List.of("touch", state().toString());
    }

    private static ProbeResult probed(Fault fault, Predicate<ProbeResult> expected) {
        return await().pollInSameThread()
                .pollInterval(Duration.ofMillis(10))
                .atMost(Duration.ofSeconds(20))
                .until(fault::probe, expected);
    }

    private <S extends FaultSettings> Fault arm(
            Environment environment, FaultKind<S> kind, S settings, @Nullable Duration duration) throws FaultException {
        return kind.arm(new FaultContext<>(
                "run-1", "stuck", settings, duration, environment.inventory().targets(), environment));
    }

    private Environment environment(List<String> inject, String status) {
        return environment(
                inject,
                List.of("rm", "-f", state().toString()),
                List.of("test", "!", "-e", state().toString()),
                status);
    }

    private Environment environment(List<String> inject, List<String> heal, List<String> verify, String status) {
        FaultCommands commands = new FaultCommands(inject, heal, verify, List.of("env", "sh", "-c", status));
        ProviderSettings<CommandSettings, CommandRole> settings =
                new ProviderSettings<>(options, Map.of("search", role(commands, commands, probe)));
        EnvironmentSpec spec = new EnvironmentSpec("laptop", null, false, Limits.NONE, Map.of("commands", settings));
        return new CommandProvider(folder.resolve("records")).open(spec, settings, clock);
    }
}
