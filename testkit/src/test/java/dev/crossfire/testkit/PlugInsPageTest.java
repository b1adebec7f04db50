package dev.crossfire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The project in docs/plug-ins.md is that of com.example.shop, which is compiled and tested here. */
class PlugInsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "plug-ins.md");
    private static final Pattern BLOCK = Pattern.compile("```\\w+ file=(\\S+)\n(.*?)```\n", Pattern.DOTALL);

    @Test
    void everyFileIsTheOneThatIsTested() throws IOException {
        Map<String, String> files = files();
        files.remove("pom.xml");

        assertThat(files).hasSize(11);
        for (Map.Entry<String, String> file : files.entrySet()) {
            // A plug-in is part of the tests here.
            Path tested = Path.of(file.getKey().replace("src/main/", "src/test/"));
            assertThat(file.getValue()).as("copy %s to %s", tested, PAGE).isEqualTo(Files.readString(tested));
        }
    }

    private static Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        for (MatchResult block : BLOCK.matcher(Files.readString(PAGE)).results().toList()) {
            files.put(block.group(1), block.group(2));
        }
        return files;
    }
}
