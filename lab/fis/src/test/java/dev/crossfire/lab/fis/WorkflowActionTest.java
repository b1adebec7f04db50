package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;

/** A workflow's experiment ends when the workflow does. */
class WorkflowActionTest {
    private static final String DOCUMENT = "arn:aws:ssm:eu-central-1:123456789012:document/switch";
    private FisFixture fixture;

    @BeforeEach
    void open() {
        fixture = new FisFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private String start() {
        String id = fixture.start(fixture.template(d -> d.actions(Map.of(
                "workflow",
                CreateExperimentTemplateActionInput.builder()
                        .actionId("aws:ssm:start-automation-execution")
                        .parameters(Map.of(
                                "documentArn", DOCUMENT, "documentParameters", "{\"a\":\"b\"}", "maxDuration", "PT5M"))
                        .build()))));
        await().until(() -> fixture.time.waiting() == 1);
        assertThat(fixture.inventory.calls).containsExactly("run " + DOCUMENT + " {\"a\":\"b\"}");
        return id;
    }

    @Test
    void endsWithIt() {
        String id = start();
        fixture.inventory.workflow.complete(null);
        fixture.awaitStatus(id, "completed");
        assertThat(fixture.inventory.calls).last().isEqualTo("end " + DOCUMENT);
    }

    @Test
    void failsWithIt() {
        String id = start();
        fixture.inventory.workflow.completeExceptionally(new InventoryException("it ended with exit code 3"));
        fixture.awaitStatus(id, "failed");
        assertThat(fixture.fis.getExperiment(r -> r.id(id)).experiment().state().reason())
                .contains("exit code 3");
    }

    @Test
    void isEndedWhenItsTimeIsOver() {
        String id = start();
        fixture.time.advance(Duration.ofMinutes(5));
        fixture.awaitStatus(id, "completed");
        assertThat(fixture.inventory.calls).hasSize(2).last().isEqualTo("end " + DOCUMENT);
    }

    @Test
    void isEndedWhenTheExperimentIsStopped() {
        String id = start();
        fixture.fis.stopExperiment(r -> r.id(id));
        fixture.awaitStatus(id, "stopped");
        assertThat(fixture.inventory.calls).hasSize(2).last().isEqualTo("end " + DOCUMENT);
    }
}
