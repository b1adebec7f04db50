package dev.crossfire.chaos.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossfire.chaos.disruption.Disruption;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.model.Capability;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
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
        try (Environment environment = RecipeEnvironment.open(one.recipe().name(), one.capability(), standIns)) {
            Disruption disruption = disruption(environment);
            InjectionStep step = RecipeEnvironment.step(environment, one.capability());
            PreparedInjection injection = disruption.prepare("run-1", "broken", List.of(step));
            try (Effect effect = new Effect(disruption, step)) {
                effect.assertPresent(false);
                injection.start();
                effect.assertPresent(true);
                assertThat(left(disruption)).as("healed after inject").isFalse();
                if (RecipeEnvironment.SETTLING.contains(one.capability())) {
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
        try (Environment environment = RecipeEnvironment.open(one.recipe().name(), one.capability(), standIns)) {
            Disruption disruption = disruption(environment);
            disruption
                    .prepare("run-1", "broken", List.of(RecipeEnvironment.step(environment, one.capability())))
                    .start();
            Path lost = standIns.happen("ssh-lost");
            assertThatThrownBy(() -> disruption.undo("run-1", "broken", Map.of()))
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("ssh: connect to host HOST port 22");
            assertThat(left(disruption)).isFalse();
            try (Effect effect = new Effect(disruption, RecipeEnvironment.step(environment, one.capability()))) {
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

    private static Disruption disruption(Environment environment) throws FaultException {
        return environment.capability(environment.inventory().targets().get(0), Disruption.class);
    }
}
