package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.fis.model.ValidationException;

class TagsTest {
    private FisFixture fixture;

    @BeforeEach
    void open() {
        fixture = new FisFixture();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void comeAndGo(String arn) {
        fixture.fis.tagResource(r -> r.resourceArn(arn).tags(Map.of("run", "42", "env", "lab")));
        fixture.fis.tagResource(r -> r.resourceArn(arn).tags(Map.of("run", "43", "a b/c", "ü")));
        fixture.fis.untagResource(r -> r.resourceArn(arn).tagKeys("env", "never"));

        assertThat(fixture.fis.listTagsForResource(r -> r.resourceArn(arn)).tags())
                .containsOnly(Map.entry("run", "43"), Map.entry("a b/c", "ü"));
    }

    @Test
    void ofTemplates() {
        String id = fixture.template(d -> {});
        comeAndGo("arn:aws:fis:eu-central-1:123456789012:experiment-template/" + id);
        assertThat(fixture.fis
                        .listExperimentTemplates(r -> {})
                        .experimentTemplates()
                        .get(0)
                        .tags())
                .containsEntry("run", "43");
    }

    @Test
    void ofExperiments() {
        String id = fixture.start(fixture.template(d -> {}));
        comeAndGo(fixture.get(id).arn());
        assertThat(fixture.fis.listExperiments(r -> {}).experiments().get(0).tags())
                .containsEntry("run", "43");
    }

    @Test
    void areFewAndOfThingsThatExist() {
        String arn = "arn:aws:fis:eu-central-1:123456789012:experiment-template/" + fixture.template(d -> {});
        Map<String, String> many =
                IntStream.range(0, 51).boxed().collect(Collectors.toMap(i -> "key-" + i, i -> "value"));

        assertThatThrownBy(() -> fixture.fis.tagResource(r -> r.resourceArn(arn).tags(many)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("50");
        assertThatThrownBy(() -> fixture.fis.listTagsForResource(r -> r.resourceArn(arn + "x")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> fixture.fis.listTagsForResource(r -> r.resourceArn(FakeInventory.cluster("other"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }
}
