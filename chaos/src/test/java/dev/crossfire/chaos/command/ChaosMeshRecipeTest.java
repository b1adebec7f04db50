package dev.crossfire.chaos.command;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.disruption.Disruption;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.chaos.probe.ProbeReply;
import dev.crossfire.model.Capability;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.snakeyaml.engine.v2.api.Load;
import org.snakeyaml.engine.v2.api.LoadSettings;

/** What the recipes of Chaos Mesh create, and what becomes of it when Chaos Mesh does not end it in time. */
@Tag("live")
class ChaosMeshRecipeTest {
    /** Neither fits into the name of an object. */
    private static final String RUN = "20261123-141720-Checkout_under_load-" + "x".repeat(40) + "-0a1b2c3d";

    private static final String FAULT = "Slow_search";

    @TempDir
    Path folder;

    private StandIns standIns;

    @BeforeEach
    void makeStandIns() throws Exception {
        standIns = StandIns.in(folder);
    }

    /** A fault by a recipe, and what becomes of it. */
    private record Trial(Environment environment, Disruption disruption, InjectionStep step) implements AutoCloseable {
        void inject() throws FaultException {
            disruption.prepare(RUN, FAULT, List.of(step)).start();
        }

        void heal() throws FaultException {
            disruption.undo(RUN, FAULT, Map.of());
        }

        ClearedStatus left() throws FaultException {
            return disruption.left(RUN, FAULT, Map.of());
        }

        ProbeReply effect() throws FaultException {
            try (ProbeClient check = Objects.requireNonNull(
                    disruption.effectCheck(RUN, FAULT, step, step.targets().get(0)))) {
                return check.request();
            }
        }

        void assertEffect(boolean present) throws FaultException {
            assertThat(effect())
                    .isInstanceOfSatisfying(ProbeReply.EffectChecked.class, checked -> assertThat(checked.present())
                            .isEqualTo(present));
        }

        @Override
        public void close() {
            environment.close();
        }
    }

    private Trial open(String recipe, String capability) throws FaultException {
        Capability offered = new Capability(capability);
        Environment environment = RecipeEnvironment.open(recipe, offered, standIns);
        return new Trial(
                environment,
                environment.capability(environment.inventory().targets().get(0), Disruption.class),
                RecipeEnvironment.step(environment, offered));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "chaos-mesh-network | latency | NetworkChaos | delay={latency=200ms, jitter=0ms}",
                "chaos-mesh-network | latency | NetworkChaos | direction=to",
                "chaos-mesh-network | loss | NetworkChaos | loss={loss=10}",
                "chaos-mesh-network | partition | NetworkChaos | direction=both",
                "chaos-mesh-stress | cpu | StressChaos | stressors={cpu={workers=WORKERS, load=100}}",
                "chaos-mesh-stress | memory | StressChaos | stressors={memory={workers=1, size=0MB}}",
                "chaos-mesh-kill | kill | PodChaos | action=pod-failure"
            })
    void itCreatesAnObjectThatEndsByItself(String recipe, String capability, String kind, String part)
            throws Exception {
        try (Trial trial = open(recipe, capability)) {
            trial.inject();
            Map<?, ?> object = created();
            assertThat(object.get("kind")).isEqualTo(kind);
            assertThat(String.valueOf(object.get("spec")))
                    .contains(part, "mode=all", "labelSelectors={LABEL=VALUE}", "duration=120000ms");
            assertThat(String.valueOf(object.get("metadata")))
                    .containsPattern("name=crossfire-[0-9]{1,10},")
                    .contains("crossfire.dev/run=" + RUN, "crossfire.dev/fault=" + FAULT);
        }
    }

    private Map<?, ?> created() throws Exception {
        try (var objects = Files.list(standIns.state().resolve("chaos-mesh"))) {
            String text = Files.readString(objects.findFirst().orElseThrow());
            return (Map<?, ?>) new Load(LoadSettings.builder().build()).loadFromString(text);
        }
    }

    /** The daemon on the pod's node is gone, so Chaos Mesh keeps the object until it is forced to forget it. */
    @ParameterizedTest
    @CsvSource({"chaos-mesh-network, partition", "chaos-mesh-stress, memory"})
    void aFinalizerThatIsStuckIsForcedAndItsPodNamed(String recipe, String capability) throws Exception {
        try (Trial trial = open(recipe, capability)) {
            trial.inject();
            standIns.happen("daemon-lost");
            trial.heal();
            trial.heal();
            trial.assertEffect(false);
            ClearedStatus marked = trial.left();
            assertThat(marked.cleared()).isFalse();
            assertThat(marked.detail()).contains("pod/search-1");
            assertThat(standIns.calls()).anyMatch(call -> call.endsWith("cleanFinalizer=forced"));
            Files.delete(standIns.state().resolve("label"));
            assertThat(trial.left().cleared()).as("cleared without that pod").isTrue();
        }
    }

    @Test
    void nothingIsForcedInTime() throws Exception {
        try (Trial trial = open("chaos-mesh-network", "latency")) {
            trial.inject();
            trial.heal();
            assertThat(trial.left().cleared()).isTrue();
            assertThat(standIns.calls()).noneMatch(call -> call.contains("forced"));
        }
    }

    /** The containers would stay down. */
    @Test
    void containersThatAreHeldDownAreNeverForgotten() throws Exception {
        try (Trial trial = open("chaos-mesh-kill", "kill")) {
            trial.inject();
            Path lost = standIns.happen("daemon-lost");
            assertThatThrownBy(trial::heal)
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("timed out waiting for the condition on podchaos/crossfire-");
            assertThat(trial.left().cleared()).isFalse();
            Files.delete(lost);
            trial.heal();
            assertThat(trial.left().cleared()).isTrue();
        }
    }

    @Test
    void oneThatChaosMeshHasEndedLeavesItsObject() throws Exception {
        try (Trial trial = open("chaos-mesh-network", "loss")) {
            trial.inject();
            trial.assertEffect(true);
            standIns.happen("duration-over");
            trial.assertEffect(false);
            assertThat(trial.left().cleared()).isFalse();
            trial.heal();
            assertThat(trial.left().cleared()).isTrue();
        }
    }

    /** Some of its pods are hit, and some are not. */
    @Test
    void oneThatIsHalfEndedIsUnknown() throws Exception {
        try (Trial trial = open("chaos-mesh-stress", "cpu")) {
            trial.inject();
            standIns.happen("half-ended");
            assertThat(trial.effect()).isInstanceOf(ProbeReply.Unknown.class);
        }
    }

    @Test
    void oneThatHitsNoPodFails() throws Exception {
        try (Trial trial = open("chaos-mesh-stress", "cpu")) {
            standIns.happen("no-pods");
            assertThatThrownBy(trial::inject)
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("timed out waiting for the condition on stresschaos/crossfire-");
            trial.assertEffect(false);
            trial.heal();
            assertThat(trial.left().cleared()).isTrue();
        }
    }
}
