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
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private String start() {
        String id = bench.start(bench.template(d -> d.actions(Map.of(
                "workflow",
                CreateExperimentTemplateActionInput.builder()
                        .actionId("aws:ssm:start-automation-execution")
                        .parameters(Map.of(
                                "documentArn", DOCUMENT, "documentParameters", "{\"a\":\"b\"}", "maxDuration", "PT5M"))
                        .build()))));
        await().until(() -> bench.time.waiting() == 1);
        assertThat(bench.inventory.calls).containsExactly("run " + DOCUMENT + " {\"a\":\"b\"}");
        return id;
    }

    @Test
    void endsWithIt() {
        String id = start();
        bench.inventory.workflow.complete(null);
        bench.awaitStatus(id, "completed");
        assertThat(bench.inventory.calls).last().isEqualTo("end " + DOCUMENT);
    }

    @Test
    void failsWithIt() {
        String id = start();
        bench.inventory.workflow.completeExceptionally(new InventoryException("it ended with exit code 3"));
        bench.awaitStatus(id, "failed");
        assertThat(bench.fis.getExperiment(r -> r.id(id)).experiment().state().reason())
                .contains("exit code 3");
    }

    @Test
    void isEndedWhenItsTimeIsOver() {
        String id = start();
        bench.time.advance(Duration.ofMinutes(5));
        bench.awaitStatus(id, "completed");
        assertThat(bench.inventory.calls).hasSize(2).last().isEqualTo("end " + DOCUMENT);
    }

    @Test
    void isEndedWhenTheExperimentIsStopped() {
        String id = start();
        bench.fis.stopExperiment(r -> r.id(id));
        bench.awaitStatus(id, "stopped");
        assertThat(bench.inventory.calls).hasSize(2).last().isEqualTo("end " + DOCUMENT);
    }
}
