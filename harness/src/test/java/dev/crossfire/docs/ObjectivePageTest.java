package dev.crossfire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.scenarios.ScenarioReader;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveKind;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dcrossfire.docs=write} to bring the page up to date. */
class ObjectivePageTest {
    private static final Path FILE = Path.of("../docs/objectives.md");
    private static final String KINDS = "{{kinds}}\n";

    @Test
    void thePageOfObjectivesIsUpToDate() throws IOException {
        String made = frame().replace(KINDS, ObjectivePage.kinds(Kinds.load()));
        if ("write".equals(System.getProperty("crossfire.docs"))) {
            Files.writeString(FILE, made);
        }
        assertThat(Files.readString(FILE)).isEqualTo(made);
    }

    @Test
    void everyKindDocumentsWhatItMeasuresAndWhenItIsInconclusive() {
        assertThat(Kinds.load().objectives())
                .extracting(ObjectiveKind::description)
                .isNotEmpty()
                .allSatisfy(kind -> {
                    assertThat(kind.summary()).as(kind.name()).isNotBlank().doesNotEndWith(".");
                    assertThat(kind.measures()).as(kind.name()).isNotBlank().doesNotEndWith(".");
                    assertThat(kind.inconclusiveWhen())
                            .as(kind.name())
                            .isNotBlank()
                            .doesNotEndWith(".");
                });
    }

    @Test
    void everyExampleIsReadWithoutAProblem() {
        Kinds kinds = Kinds.load();
        for (ObjectiveDescription<?> kind :
                kinds.objectives().stream().map(ObjectiveKind::description).toList()) {
            SourceFile source = SourceFile.of(kind.name() + ".yaml", SCENARIO.formatted(kind.example()));
            assertThat(new ScenarioReader(kinds, name -> Optional.empty())
                            .read(source, null, List.of())
                            .problems())
                    .as(kind.name())
                    .isEmpty();
            assertThat(kind.example()).as(kind.name()).startsWith(kind.name() + ":");
        }
    }

    private static final String SCENARIO = """
        crossfire: v1
        name: example
        load:
          simulation: org.example.Sale
          duration: 2m
          cohorts: { buyers: { rate: 100/s } }
        healthy: { buyers: { within: 1s, success: 99%%, stable-for: 10s } }
        faults:
          - { id: writer-lost, kind: database-failover, target: ticketing-db, at: 30s }
        ledger: { sql: { query: select id from orders } }
        objectives:
          - id: an-example
            %s
        """;

    private static String frame() throws IOException {
        try (InputStream in = Objects.requireNonNull(ObjectivePageTest.class.getResourceAsStream("objectives.md"))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
