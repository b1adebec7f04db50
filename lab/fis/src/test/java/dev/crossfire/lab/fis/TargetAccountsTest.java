package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.fis.model.ValidationException;

class TargetAccountsTest {
    private static final String OTHER = "210987654321";

    @Test
    void thereAreNoneAndNoneCanBeAdded() {
        try (Bench bench = new Bench()) {
            String template = bench.template(d -> {});
            String experiment = bench.start(template);

            assertThat(bench.fis
                            .listTargetAccountConfigurations(r -> r.experimentTemplateId(template))
                            .targetAccountConfigurations())
                    .isEmpty();
            assertThat(bench.fis
                            .listExperimentTargetAccountConfigurations(r -> r.experimentId(experiment))
                            .targetAccountConfigurations())
                    .isEmpty();
            assertThatThrownBy(() -> bench.fis.createTargetAccountConfiguration(r ->
                            r.experimentTemplateId(template).accountId(OTHER).roleArn(Bench.ROLE)))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("single-account");
            assertThatThrownBy(() -> bench.fis.getTargetAccountConfiguration(
                            r -> r.experimentTemplateId(template).accountId(OTHER)))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining(OTHER);
            assertThatThrownBy(() -> bench.fis.updateTargetAccountConfiguration(
                            r -> r.experimentTemplateId(template).accountId(OTHER)))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(() -> bench.fis.deleteTargetAccountConfiguration(
                            r -> r.experimentTemplateId(template).accountId(OTHER)))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(() -> bench.fis.getExperimentTargetAccountConfiguration(
                            r -> r.experimentId(experiment).accountId(OTHER)))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(() -> bench.fis.listTargetAccountConfigurations(r -> r.experimentTemplateId("EXTnone")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }
}
