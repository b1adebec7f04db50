package dev.crossfire.lab;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Run with {@code -Dcrossfire.docs=write} to bring the page up to date. */
class FlawPageTest {
    private static final Path PAGE = Path.of("../docs/flaws.md");
    private static final String BEGIN = "<!-- made from the lab's flaws -->\n";
    private static final String END = "<!-- end -->\n";

    @Test
    void thePageNamesEveryFlaw() throws IOException {
        String page = Files.readString(PAGE);
        String made =
                page.substring(0, page.indexOf(BEGIN) + BEGIN.length()) + table() + page.substring(page.indexOf(END));
        if ("write".equals(System.getProperty("crossfire.docs"))) {
            Files.writeString(PAGE, made);
        }
        assertThat(Files.readString(PAGE))
                .as("-Dcrossfire.docs=write brings docs/flaws.md up to date")
                .isEqualTo(made);
    }

    private static String table() {
        return Arrays.stream(Flaw.values())
                .map(flaw -> "| `" + flaw.id() + "` | " + flaw.summary() + " | " + flaw.origin() + " |\n")
                .collect(Collectors.joining("", "| flaw | what is wrong | how it comes about |\n|---|---|---|\n", ""));
    }
}
