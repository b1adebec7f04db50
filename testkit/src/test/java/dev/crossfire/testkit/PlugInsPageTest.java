package dev.crossfire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The code in docs/plug-ins.md is that of com.example.shop, which is compiled and tested here. */
class PlugInsPageTest {
    private static final Path PAGE = Path.of("..", "docs", "plug-ins.md");
    private static final Path CODE = Path.of("src", "test", "java", "com", "example", "shop");
    private static final Pattern BLOCK = Pattern.compile("```java file=\\S*/(\\w+\\.java)\n(.*?)```\n", Pattern.DOTALL);

    @Test
    void everyBlockOfCodeIsTheFileThatIsTested() throws IOException {
        String page = Files.readString(PAGE);
        List<MatchResult> blocks = BLOCK.matcher(page).results().toList();

        assertThat(blocks).hasSize(7);
        for (MatchResult block : blocks) {
            assertThat(block.group(2))
                    .as("copy %s to %s", CODE.resolve(block.group(1)), PAGE)
                    .isEqualTo(Files.readString(CODE.resolve(block.group(1))));
        }
    }
}
