package dev.crossfire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.InputStream;
import java.io.StringReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.Properties;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dcrossfire.docs=write} to bring the page up to date. */
class FaultPageTest {
    private static final Path FILE = Path.of("../docs/faults.md");
    private static final String KINDS = "{{kinds}}\n";
    private static final String TESTED = "{{tested}}\n";

    @Test
    void thePageOfFaultsIsUpToDate() throws IOException {
        Properties tested = new Properties();
        tested.load(new StringReader(resource("tested.properties")));
        String made = resource("faults.md")
                .replace(KINDS, FaultPage.kinds(Kinds.load()))
                .replace(TESTED, FaultPage.tested(Kinds.load(), tested));
        if ("write".equals(System.getProperty("crossfire.docs"))) {
            Files.writeString(FILE, made);
        }
        assertThat(Files.readString(FILE)).isEqualTo(made);
    }

    @Test
    void everyKindIsOfferedSomewhere() {
        Kinds kinds = Kinds.load();
        assertThat(kinds.faults()).isNotEmpty();
        for (FaultKind<?> kind : kinds.faults()) {
            assertThat(kinds.providers())
                    .as(kind.description().name())
                    .anyMatch(environment -> environment.injectionMethods().stream()
                            .anyMatch(way -> kind.description().needs().contains(way.capability())));
        }
    }

    private static String resource(String name) throws IOException {
        try (InputStream in = Objects.requireNonNull(FaultPageTest.class.getResourceAsStream(name))) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
