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
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench();
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private void comeAndGo(String arn) {
        bench.fis.tagResource(r -> r.resourceArn(arn).tags(Map.of("run", "42", "env", "lab")));
        bench.fis.tagResource(r -> r.resourceArn(arn).tags(Map.of("run", "43", "a b/c", "ü")));
        bench.fis.untagResource(r -> r.resourceArn(arn).tagKeys("env", "never"));

        assertThat(bench.fis.listTagsForResource(r -> r.resourceArn(arn)).tags())
                .containsOnly(Map.entry("run", "43"), Map.entry("a b/c", "ü"));
    }

    @Test
    void ofTemplates() {
        String id = bench.template(d -> {});
        comeAndGo("arn:aws:fis:eu-central-1:123456789012:experiment-template/" + id);
        assertThat(bench.fis
                        .listExperimentTemplates(r -> {})
                        .experimentTemplates()
                        .get(0)
                        .tags())
                .containsEntry("run", "43");
    }

    @Test
    void ofExperiments() {
        String id = bench.start(bench.template(d -> {}));
        comeAndGo(bench.get(id).arn());
        assertThat(bench.fis.listExperiments(r -> {}).experiments().get(0).tags())
                .containsEntry("run", "43");
    }

    @Test
    void areFewAndOfThingsThatExist() {
        String arn = "arn:aws:fis:eu-central-1:123456789012:experiment-template/" + bench.template(d -> {});
        Map<String, String> many =
                IntStream.range(0, 51).boxed().collect(Collectors.toMap(i -> "key-" + i, i -> "value"));

        assertThatThrownBy(() -> bench.fis.tagResource(r -> r.resourceArn(arn).tags(many)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("50");
        assertThatThrownBy(() -> bench.fis.listTagsForResource(r -> r.resourceArn(arn + "x")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> bench.fis.listTagsForResource(r -> r.resourceArn(FakeEstate.cluster("other"))))
                .isInstanceOf(ResourceNotFoundException.class);
    }
}
