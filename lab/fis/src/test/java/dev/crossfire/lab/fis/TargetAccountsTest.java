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
        try (FisFixture fixture = new FisFixture()) {
            String template = fixture.template(d -> {});
            String experiment = fixture.start(template);

            assertThat(fixture.fis
                            .listTargetAccountConfigurations(r -> r.experimentTemplateId(template))
                            .targetAccountConfigurations())
                    .isEmpty();
            assertThat(fixture.fis
                            .listExperimentTargetAccountConfigurations(r -> r.experimentId(experiment))
                            .targetAccountConfigurations())
                    .isEmpty();
            assertThatThrownBy(() -> fixture.fis.createTargetAccountConfiguration(r ->
                            r.experimentTemplateId(template).accountId(OTHER).roleArn(FisFixture.ROLE)))
                    .isInstanceOf(ValidationException.class)
                    .hasMessageContaining("single-account");
            assertThatThrownBy(() -> fixture.fis.getTargetAccountConfiguration(
                            r -> r.experimentTemplateId(template).accountId(OTHER)))
                    .isInstanceOf(ResourceNotFoundException.class)
                    .hasMessageContaining(OTHER);
            assertThatThrownBy(() -> fixture.fis.updateTargetAccountConfiguration(
                            r -> r.experimentTemplateId(template).accountId(OTHER)))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(() -> fixture.fis.deleteTargetAccountConfiguration(
                            r -> r.experimentTemplateId(template).accountId(OTHER)))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(() -> fixture.fis.getExperimentTargetAccountConfiguration(
                            r -> r.experimentId(experiment).accountId(OTHER)))
                    .isInstanceOf(ResourceNotFoundException.class);
            assertThatThrownBy(
                            () -> fixture.fis.listTargetAccountConfigurations(r -> r.experimentTemplateId("EXTnone")))
                    .isInstanceOf(ResourceNotFoundException.class);
        }
    }
}
