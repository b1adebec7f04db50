package dev.crossfire.chaos.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.chaos.command.CommandSettings.CommandRole;
import dev.crossfire.chaos.command.CommandSettings.FaultCommands;
import dev.crossfire.chaos.database.RoleProbe;
import dev.crossfire.chaos.disruption.Disruption;
import dev.crossfire.chaos.disruption.Disruption.DisruptionSpec;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.faults.NetworkLatency;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.model.Capability;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.EnvironmentClaim;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.FaultException.UnansweredException;
import dev.crossfire.testkit.MachineClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Commands that really run: what they are given, how they fail, and who heals. */
@Tag("live")
class CommandDisruptionTest {
    private static final NetworkLatency.Settings SLOW = new NetworkLatency.Settings(Duration.ofMillis(200), null);
    private static final Map<String, String> NO_HANDLE = Map.of();

    @TempDir
    Path folder;

    private CommandSettings options = CommandSettings.DEFAULT;

    @Test
    void aCommandReceivesTheFaultInItsArgumentsAndVariables() throws Exception {
        Path marker = folder.resolve("marker");
        Environment environment = environment(shell("echo {fault} {role} {delay-ms}{jitter-ms}"
                + " $CROSSFIRE_RUN $CROSSFIRE_DELAY_MS $CROSSFIRE_DURATION_MS '{{.State}}' > " + marker));
        PreparedInjection injection = prepare(environment);
        injection.start();
        assertThat(marker).hasContent("slow search 200 run-1 200 1000 {{.State}}");
        assertThat(injection.awaitEnd().begun()).isTrue();
        assertThat(disruption(environment)
                        .left("run-1", "slow", injection.handle())
                        .cleared())
                .isTrue();
        assertThat(environment.leftovers()).isEmpty();
    }

    @Test
    void itEndsByItselfWhenItsDurationIsOver() throws Exception {
        Environment environment = environment(plant());
        PreparedInjection injection = prepare(environment);
        injection.start();
        assertThat(planted()).exists();
        assertThat(injection.awaitEnd().begun()).isTrue();
        assertThat(planted()).doesNotExist();
    }

    @Test
    void anUnknownPlaceholderIsRefusedBeforeAnythingRuns() {
        Environment environment = environment(List.of("touch", planted() + "{dely-ms}"));
        assertThatThrownBy(() -> prepare(environment))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("{dely-ms} in a command of role search is invalid")
                .hasMessageContaining("delay-ms, duration-ms, fault, jitter-ms, role, run");
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aTargetThatIsBrokenAlreadyIsRefused() throws Exception {
        Files.createFile(planted());
        assertThatThrownBy(() -> prepare(environment(plant())))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("reports a fault before there is one");
    }

    @Test
    void aProgramThatIsMissingInjectsNothing() throws Exception {
        Environment environment = environment(List.of("crossfire-no-such-program"));
        PreparedInjection injection = prepare(environment);
        assertThatThrownBy(injection::start)
                .isInstanceOf(NotInjectedException.class)
                .hasMessageContaining("crossfire-no-such-program cannot be started");
        assertThat(injection.awaitEnd().begun()).isFalse();
        assertThat(environment.leftovers()).isEmpty();
    }

    @Test
    void aCommandThatFailsMayHaveBrokenSomethingAndIsHealedByAnotherProcess() throws Exception {
        options = new CommandSettings(null, null, Map.of("PASSWORD", new Secret("tiger")));
        PreparedInjection injection =
                prepare(environment(shell("touch " + planted() + "; echo no $PASSWORD >&2; exit 3")));
        assertThatThrownBy(injection::start)
                .isExactlyInstanceOf(FaultException.class)
                .hasMessage("the inject command of role search failed: sh ended with exit code 3: no ***");

        Environment other = environment(plant());
        assertThat(other.leftovers()).singleElement().satisfies(left -> {
            assertThat(left.run()).isEqualTo("run-1");
            assertThat(left.what()).isEqualTo("latency of search");
            other.clear(left);
        });
        assertThat(planted()).doesNotExist();
        assertThat(other.leftovers()).isEmpty();
    }

    @Test
    void aCommandThatHangsIsKilledAndMayHaveInjected() throws Exception {
        options = new CommandSettings(Duration.ofSeconds(1), null, null);
        PreparedInjection injection = prepare(environment(shell("touch " + planted() + "; sleep 600")));
        assertThatThrownBy(injection::start)
                .isInstanceOf(UnansweredException.class)
                .hasMessageContaining("sh did not end in time and was killed");
        disruption(environment(plant())).undo("run-1", "slow", NO_HANDLE);
        assertThat(planted()).doesNotExist();
    }

    /** A conductor that was killed leaves its command running; what it would still break must not come after healing. */
    @Test
    void healingEndsACommandThatStillInjects() throws Exception {
        Environment environment =
                environment(shell("touch " + folder.resolve("began") + "; sleep 8; touch " + planted()));
        PreparedInjection injection = prepare(environment);
        CompletableFuture<Void> injecting = CompletableFuture.runAsync(() -> {
            try {
                injection.start();
            } catch (FaultException killed) {
                throw new IllegalStateException(killed);
            }
        });
        await().until(() -> Files.exists(folder.resolve("began")));
        Environment other = environment(plant());
        disruption(other).undo("run-1", "slow", injection.handle());
        assertThat(injecting).failsWithin(Duration.ofSeconds(5));
        assertThat(disruption(other).left("run-1", "slow", NO_HANDLE).cleared()).isTrue();
        assertThat(planted()).doesNotExist();
    }

    @Test
    void healingThatFailsIsReportedAndTheRecordStays() throws Exception {
        Environment environment = environment(new FaultCommands(
                plant(), List.of("false"), List.of("test", "!", "-e", planted().toString()), null));
        PreparedInjection injection = prepare(environment);
        injection.start();
        assertThatThrownBy(() -> disruption(environment).undo("run-1", "slow", NO_HANDLE))
                .isInstanceOf(FaultException.class)
                .hasMessage("the heal command of role search failed: false ended with exit code 1");
        assertThat(disruption(environment).left("run-1", "slow", NO_HANDLE).cleared())
                .isFalse();
        assertThat(environment.leftovers()).hasSize(1);
    }

    @Test
    void aRunKeepsOthersOfThisMachineOff() throws Exception {
        EnvironmentClaim first = environment(plant()).claim("run-1", Duration.ofSeconds(30));
        EnvironmentClaim again = environment(plant()).claim("run-1", Duration.ofSeconds(30));
        assertThatThrownBy(() -> environment(plant()).claim("run-2", Duration.ofSeconds(30)))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("run run-1 has claimed the environment");
        first.release();
        again.renew();
        again.release();
        environment(plant()).claim("run-2", Duration.ofSeconds(30)).release();
    }

    private Path planted() {
        return folder.resolve("planted");
    }

    private List<String> plant() {
        return List.of("touch", planted().toString());
    }

    private static List<String> shell(String script) {
        return List.of("sh", "-c", script);
    }

    private PreparedInjection prepare(Environment environment) throws FaultException {
        InjectionStep step = new InjectionStep(
                new DisruptionSpec(Capability.LATENCY, SLOW),
                environment.inventory().targets(),
                Duration.ZERO,
                Duration.ofSeconds(1));
        return disruption(environment).prepare("run-1", "slow", List.of(step));
    }

    private static Disruption disruption(Environment environment) throws FaultException {
        return environment.capability(environment.inventory().targets().get(0), Disruption.class);
    }

    private Environment environment(List<String> inject) {
        String planted = planted().toString();
        return environment(
                new FaultCommands(inject, List.of("rm", "-f", planted), List.of("test", "!", "-e", planted), null));
    }

    private Environment environment(FaultCommands latency) {
        CommandRole role = CommandRoles.in("a", Map.of(Capability.LATENCY, latency), RoleProbe.at("tcp://127.0.0.1:1"));
        ProviderSettings<CommandSettings, CommandRole> settings =
                new ProviderSettings<>(options, Map.of("search", role));
        EnvironmentSpec spec = new EnvironmentSpec("laptop", null, false, Limits.NONE, Map.of("commands", settings));
        return new CommandProvider(folder.resolve("records")).open(spec, settings, new MachineClock());
    }
}
