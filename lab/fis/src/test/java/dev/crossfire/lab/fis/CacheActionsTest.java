package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.lab.fis.actions.ShippedActions;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateTargetInput;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ValidationException;

class CacheActionsTest {
    private static final String ONE = FakeInventory.cache("one");
    private static final String TWO = FakeInventory.cache("two");
    private static final String POWER = "aws:elasticache:replicationgroup-interrupt-az-power";

    private FisFixture fixture;

    @BeforeEach
    void open() {
        fixture = new FisFixture(FisQuotas.LAB, AlarmStates.NONE, ShippedActions.catalogue());
        fixture.inventory.withCache("one", Map.of("app", "shop"), "eu-central-1a", "eu-central-1c");
        fixture.inventory.withCache("two", Map.of("app", "shop"), "eu-central-1b", "eu-central-1c");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private String start(String action, Map<String, String> parameters, Map<String, String> selectors) {
        return fixture.start(fixture.template(d -> d.targets(Map.of(
                        "caches",
                        CreateExperimentTemplateTargetInput.builder()
                                .resourceType("aws:elasticache:replicationgroup")
                                .resourceTags(Map.of("app", "shop"))
                                .selectionMode("ALL")
                                .parameters(selectors)
                                .build()))
                .actions(Map.of(
                        "act",
                        CreateExperimentTemplateActionInput.builder()
                                .actionId(action)
                                .parameters(parameters)
                                .targets(Map.of("ReplicationGroups", "caches"))
                                .build()))));
    }

    @Test
    void powerIsCutInTheZoneForTheDuration() {
        String id = start(POWER, Map.of("duration", "PT10S"), Map.of("availabilityZoneIdentifier", "eu-central-1c"));
        await().until(() -> fixture.time.waiting() == 1);
        assertThat(fixture.inventory.calls)
                .containsExactlyInAnyOrder("dark " + ONE + " eu-central-1c", "dark " + TWO + " eu-central-1c");

        fixture.time.advance(Duration.ofSeconds(10));

        fixture.awaitStatus(id, "completed");
        assertThat(fixture.inventory.calls).contains("lit " + ONE, "lit " + TWO).hasSize(4);
    }

    @Test
    void powerIsNotCutWhereACacheHasNoServer() {
        String id = start(POWER, Map.of("duration", "PT10S"), Map.of("availabilityZoneIdentifier", "eu-central-1a"));
        await().until(() -> fixture.time.waiting() == 1);

        fixture.fis.stopExperiment(r -> r.id(id));

        fixture.awaitStatus(id, "stopped");
        assertThat(fixture.inventory.calls).containsExactly("dark " + ONE + " eu-central-1a", "lit " + ONE);
    }

    @Test
    void powerIsNotCutWithoutAZone() {
        assertThatThrownBy(() -> start(POWER, Map.of("duration", "PT10S"), Map.of()))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("Missing required parameter \"availabilityZoneIdentifier\"");
    }

    @Test
    void aKilledCacheComesBackWhenTheExperimentIsStopped() {
        String id = start("lab:cache:kill", Map.of("duration", "PT1M"), Map.of());
        await().until(() -> fixture.time.waiting() == 1);
        assertThat(fixture.inventory.calls).containsExactlyInAnyOrder("kill " + ONE, "kill " + TWO);

        fixture.fis.stopExperiment(r -> r.id(id));

        fixture.awaitStatus(id, "stopped");
        assertThat(fixture.inventory.calls)
                .contains("back " + ONE, "back " + TWO)
                .hasSize(4);
    }

    @ParameterizedTest
    @CsvSource({"lab:cache:flush, empty", "lab:cache:failover, turn"})
    void whatIsOverAtOnceIsDoneOnce(String action, String call) {
        fixture.awaitStatus(start(action, Map.of(), Map.of()), "completed");

        assertThat(fixture.inventory.calls).containsExactlyInAnyOrder(call + " " + ONE, call + " " + TWO);
    }

    @Test
    void oneThatRefusesFailsTheExperimentAndLetsTheOthersGo() {
        fixture.inventory.refusal = "not today";

        Experiment failed =
                fixture.awaitStatus(start("lab:cache:kill", Map.of("duration", "PT1M"), Map.of()), "failed");

        assertThat(failed.state().reason()).contains("not today");
        assertThat(fixture.inventory.calls).hasSize(1);
    }
}
