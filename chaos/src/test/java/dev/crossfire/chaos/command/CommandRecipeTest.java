package dev.crossfire.chaos.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossfire.chaos.command.CommandSettings.CommandRole;
import dev.crossfire.chaos.command.CommandSettings.FaultCommands;
import dev.crossfire.chaos.database.DatabaseFailover;
import dev.crossfire.chaos.database.RoleProbe;
import dev.crossfire.chaos.disruption.Disruption;
import dev.crossfire.chaos.disruption.Disruption.DisruptionSpec;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.faults.CacheFailover;
import dev.crossfire.chaos.faults.CacheLoss;
import dev.crossfire.chaos.faults.NetworkLatency;
import dev.crossfire.chaos.faults.NetworkLoss;
import dev.crossfire.chaos.faults.NetworkPartition;
import dev.crossfire.chaos.faults.ProcessPause;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.testkit.MachineClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each command of each recipe runs, against stand-ins that refuse what the real programs would refuse. */
@Tag("live")
class CommandRecipeTest {
    private static final Duration DURATION = Duration.ofSeconds(60);
    private static final Map<Capability, FaultSettings> SETTINGS = Map.of(
            Capability.FAILOVER, new DatabaseFailover.Settings(),
            Capability.KILL, new CacheLoss.Settings(null),
            Capability.LATENCY, new NetworkLatency.Settings(Duration.ofMillis(200), null),
            Capability.LOSS, new NetworkLoss.Settings(Ratio.parse("10%")),
            Capability.PARTITION, new NetworkPartition.Settings(null),
            Capability.PAUSE, new ProcessPause.Settings(),
            Capability.TAKEOVER, new CacheFailover.Settings());

    /** The services that they call end these themselves, some time after they began. */
    private static final Set<Capability> SETTLING = Set.of(Capability.FAILOVER, Capability.TAKEOVER);

    @TempDir
    Path folder;

    private StandIns standIns;

    /** A recipe and one capability that it offers. */
    record Case(RecipeCommands recipe, Capability capability) {
        @Override
        public String toString() {
            return recipe.name() + " " + capability.name();
        }
    }

    static List<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String name : CommandRecipe.names()) {
            RecipeCommands recipe = RecipeCommands.of(name);
            recipe.commands().keySet().forEach(capability -> cases.add(new Case(recipe, capability)));
        }
        return cases;
    }

    static List<Case> hosts() {
        return cases().stream()
                .filter(one -> one.recipe().name().startsWith("linux-"))
                .toList();
    }

    @BeforeEach
    void makeStandIns() throws Exception {
        assumeTrue(Files.isExecutable(Path.of("/usr/bin/jq")), "jq, which some recipes call, is not in /usr/bin");
        standIns = StandIns.in(folder);
    }

    @Test
    void thereAreRecipes() {
        assertThat(cases()).hasSizeGreaterThan(20);
        assertThat(hosts()).hasSizeGreaterThan(6);
        assertThat(CommandRecipe.find("none")).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void itInjectsAndHealsTwiceAndKnowsBoth(Case one) throws Exception {
        try (Environment environment = open(one)) {
            Disruption disruption = disruption(environment);
            InjectionStep step = step(environment, one);
            PreparedInjection injection = disruption.prepare("run-1", "broken", List.of(step));
            try (Effect effect = new Effect(disruption, step)) {
                effect.assertPresent(false);
                injection.start();
                effect.assertPresent(true);
                assertThat(left(disruption)).as("healed after inject").isFalse();
                if (SETTLING.contains(one.capability())) {
                    disruption.undo("run-1", "broken", Map.of());
                    assertThat(left(disruption))
                            .as("healed before it came to rest")
                            .isFalse();
                    standIns.settle();
                }
                disruption.undo("run-1", "broken", injection.handle());
                disruption.undo("run-1", "broken", injection.handle());
                assertThat(disruption
                                .left("run-1", "broken", injection.handle())
                                .cleared())
                        .isTrue();
                effect.assertPresent(one.capability().equals(Capability.TAKEOVER));
            }
            assertThat(environment.leftovers()).isEmpty();
        }
        assertThat(standIns.calls()).as("calls").noneMatch(call -> call.contains("{run}"));
    }

    /** Neither this machine nor its guardian reaches the host again. */
    @ParameterizedTest
    @MethodSource("hosts")
    void aHostThatIsLostHealsItself(Case one) throws Exception {
        try (Environment environment = open(one)) {
            Disruption disruption = disruption(environment);
            disruption
                    .prepare("run-1", "broken", List.of(step(environment, one)))
                    .start();
            Path lost = Files.createFile(standIns.state().resolve("ssh-lost"));
            assertThatThrownBy(() -> disruption.undo("run-1", "broken", Map.of()))
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("ssh: connect to host HOST port 22");
            assertThat(left(disruption)).isFalse();
            try (Effect effect = new Effect(disruption, step(environment, one))) {
                effect.assertUnknown();
            }
            standIns.elapse();
            Files.delete(lost);
            assertThat(left(disruption)).as("healed by the host").isTrue();
        }
    }

    /** What looks for the effect, for recipes that do. */
    private record Effect(Disruption disruption, InjectionStep step) implements AutoCloseable {
        void assertPresent(boolean present) throws FaultException {
            ProbeReply reply = look();
            if (reply != null) {
                assertThat(reply)
                        .isInstanceOfSatisfying(ProbeReply.EffectChecked.class, checked -> assertThat(checked.present())
                                .as("the effect is there")
                                .isEqualTo(present));
            }
        }

        void assertUnknown() throws FaultException {
            assertThat(look()).isInstanceOf(ProbeReply.Unknown.class);
        }

        private @Nullable ProbeReply look() throws FaultException {
            try (ProbeClient check = disruption.effectCheck(
                    "run-1", "broken", step, step.targets().get(0))) {
                return check == null ? null : check.request();
            }
        }

        @Override
        public void close() {}
    }

    private static boolean left(Disruption disruption) throws FaultException {
        return disruption.left("run-1", "broken", Map.of()).cleared();
    }

    private static InjectionStep step(Environment environment, Case one) {
        return new InjectionStep(
                new DisruptionSpec(one.capability(), Objects.requireNonNull(SETTINGS.get(one.capability()))),
                environment.inventory().targets(),
                Duration.ZERO,
                SETTLING.contains(one.capability()) ? null : DURATION);
    }

    private static Disruption disruption(Environment environment) throws FaultException {
        return environment.capability(environment.inventory().targets().get(0), Disruption.class);
    }

    /** With the recipe's commands, its files in the folder of this test, and nothing that is probed. */
    private Environment open(Case one) {
        FaultCommands own = Objects.requireNonNull(
                RecipeCommands.of(one.recipe().name(), text -> text.replace("/tmp/", standIns.state() + "/")
                                .replace("/run/systemd/system", standIns.state() + "/run-systemd"))
                        .commands()
                        .get(one.capability()));
        FaultCommands commands = new FaultCommands(
                env(own.inject()), env(own.heal()), env(own.verify()), own.status() == null ? null : env(own.status()));
        ProviderSettings<CommandSettings, CommandRole> settings =
                new ProviderSettings<>(standIns.settings(), Map.of("role", role(one.capability(), commands)));
        EnvironmentSpec spec = new EnvironmentSpec("laptop", null, false, Limits.NONE, Map.of("commands", settings));
        return new CommandProvider(folder.resolve("records")).open(spec, settings, new MachineClock());
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
}
