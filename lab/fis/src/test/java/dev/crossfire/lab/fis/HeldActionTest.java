package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crossfire.lab.fis.actions.ShippedActions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ValidationException;

/** An action that holds its effect, to see that it is always taken back, and only once. */
class HeldActionTest {
    private final List<String> calls = new CopyOnWriteArrayList<>();
    private volatile boolean stuck;
    private FisFixture fixture;

    @BeforeEach
    void open() {
        fixture = new FisFixture(
                FisQuotas.AWS,
                AlarmStates.NONE,
                new ActionCatalogue(List.of(
                        new Slow(),
                        ShippedActions.catalogue().action("aws:fis:wait").orElseThrow())));
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private final class Slow implements FisAction {
        @Override
        public ActionSpec spec() {
            return new ActionSpec(
                    "aws:test:slow",
                    "Slows nothing down.",
                    List.of(ActionSpec.ActionParameter.required(
                            "duration", ActionSpec.ValueType.DURATION, "How long.")),
                    Optional.empty());
        }

        @Override
        public ActiveEffect start(ActionCall call) {
            calls.add("slow");
            return new ActiveEffect(call.duration("duration"), this::undo);
        }

        private void undo() throws InventoryException {
            calls.add("fast");
            if (stuck) {
                throw new InventoryException("the link is still slow");
            }
        }
    }

    private String start() {
        String id = fixture.start(fixture.template(d -> d.actions(Map.of(
                "slow",
                CreateExperimentTemplateActionInput.builder()
                        .actionId("aws:test:slow")
                        .parameters(Map.of("duration", "PT2M"))
                        .build()))));
        await().until(() -> fixture.time.waiting() == 1);
        return id;
    }

    @Test
    void isUndoneWhenItExpiresWithoutARequest() {
        start();
        fixture.time.advance(Duration.ofSeconds(119));
        assertThat(calls).containsExactly("slow");

        fixture.time.advance(Duration.ofSeconds(1));

        await().until(() -> calls.size() == 2);
        assertThat(calls).containsExactly("slow", "fast");
    }

    @Test
    void isUndoneOnceWhenStopped() {
        String id = start();

        fixture.fis.stopExperiment(r -> r.id(id));
        fixture.awaitStatus(id, "stopped");
        fixture.time.advance(Duration.ofMinutes(5));

        assertThat(calls).containsExactly("slow", "fast");
    }

    @Test
    void isUndoneOnceWhenStopAndExpiryRace() {
        for (int i = 0; i < 20; i++) {
            calls.clear();
            String id = start();
            CompletableFuture<Void> expiry =
                    CompletableFuture.runAsync(() -> fixture.time.advance(Duration.ofMinutes(2)));
            CompletableFuture<Void> stop = CompletableFuture.runAsync(() -> {
                try {
                    fixture.fis.stopExperiment(r -> r.id(id));
                } catch (ValidationException e) {
                    assertThat(e).hasMessageContaining("completed already");
                }
            });
            CompletableFuture.allOf(expiry, stop).join();
            fixture.awaitExperiment(id, e -> e.endTime() != null);
            assertThat(calls).containsExactly("slow", "fast");
        }
    }

    @Test
    void isUndoneWhenTheEndpointCloses() {
        start();

        fixture.endpoint.close();

        assertThat(calls).containsExactly("slow", "fast");
    }

    @Test
    void failsIfItCannotBeUndone() {
        stuck = true;
        String id = start();

        fixture.time.advance(Duration.ofMinutes(2));
        Experiment failed = fixture.awaitStatus(id, "failed");

        assertThat(FisFixture.at(failed.actions(), "slow").state().reason()).isEqualTo("the link is still slow");
        assertThat(failed.state().reason()).contains("still slow");
    }
}
