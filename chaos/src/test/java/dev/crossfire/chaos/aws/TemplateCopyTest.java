package dev.crossfire.chaos.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.spi.FaultException;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.fis.model.ExperimentTemplate;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateTarget;

class TemplateCopyTest {
    @Test
    void whatHitsAllOfItsTargetsIsCopied() throws FaultException {
        assertThat(TemplateCopy.of(template("ALL"), "token", Map.of("run", "r")).targets())
                .containsOnlyKeys("tasks");
    }

    @Test
    void aTemplateThatPicksItsTargetsAtRandomIsRefused() {
        assertThatThrownBy(() -> TemplateCopy.of(template("COUNT(1)"), "token", Map.of()))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("the template EXT1 selects COUNT(1) of its targets")
                .hasMessageContaining("select them with the scenario's 'select'");
    }

    private static ExperimentTemplate template(String selectionMode) {
        ExperimentTemplateTarget tasks = ExperimentTemplateTarget.builder()
                .resourceType("aws:ecs:task")
                .resourceTags(Map.of("app", "shop"))
                .selectionMode(selectionMode)
                .build();
        return ExperimentTemplate.builder()
                .id("EXT1")
                .roleArn("arn:aws:iam::000000000000:role/fis")
                .experimentOptions(options -> options.emptyTargetResolutionMode("fail"))
                .targets(Map.of("tasks", tasks))
                .build();
    }
}
