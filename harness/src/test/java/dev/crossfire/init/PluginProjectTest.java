package dev.crossfire.init;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.error.BadInputException;
import dev.crossfire.init.PluginProject.Part;
import dev.crossfire.process.Installation;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class PluginProjectTest {
    private static final Pattern BLOCK = Pattern.compile("```\\w+ file=(\\S+)\n(.*?)```\n", Pattern.DOTALL);
    private static final List<Part> ALL = List.of(Part.values());

    @TempDir
    Path folder;

    /** A reader of docs/plug-ins.md sees the files that the command writes. */
    @Test
    void itIsTheProjectOfThePage() throws Exception {
        Map<String, String> written = new TreeMap<>(
                PluginProject.of("shop", Installation.current().version(), ALL).files());
        Map<String, String> page = new TreeMap<>();
        String text = Files.readString(Path.of("../docs/plug-ins.md"));
        for (MatchResult block : BLOCK.matcher(text).results().toList()) {
            page.put(block.group(1), block.group(2));
        }

        written.remove(".gitignore");
        assertThat(page).isEqualTo(written);
    }

    @Test
    void onlyWhatIsAskedForIsWrittenIntoAPackageOfItsName() throws Exception {
        assertThat(PluginProject.of("my-new-thing", "0.1.0", List.of(Part.OBJECTIVE))
                        .write(folder))
                .containsExactly(
                        ".gitignore",
                        "pom.xml",
                        "src/main/java/com/example/mynewthing/FailedRequests.java",
                        "src/main/resources/META-INF/services/dev.crossfire.spi.ObjectiveKind",
                        "src/test/java/com/example/mynewthing/FailedRequestsTest.java");
        assertThat(folder.resolve("src/main/resources/META-INF/services/dev.crossfire.spi.ObjectiveKind"))
                .hasContent("com.example.mynewthing.FailedRequests");
        assertThat(folder.resolve("src/main/java/com/example/mynewthing/FailedRequests.java"))
                .content()
                .contains("package com.example.mynewthing;");
    }

    @Test
    void nothingIsOverwritten() throws Exception {
        Path mine = Files.writeString(folder.resolve("pom.xml"), "mine");

        assertThatThrownBy(() -> PluginProject.of("shop", "0.1.0", ALL).write(folder))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("pom.xml exists; nothing was written");
        assertThat(mine).hasContent("mine");
        assertThat(folder.resolve("src")).doesNotExist();
    }

    @Test
    void aNameIsThatOfAnArtifact() throws Exception {
        for (String name : List.of("", "Shop", "../shop", "1shop", "a b", "x".repeat(61))) {
            assertThatThrownBy(() -> PluginProject.of(name, "0.1.0", ALL))
                    .as(name)
                    .isInstanceOf(BadInputException.class)
                    .hasMessageContaining("--plugin");
        }
        assertThat(PluginProject.of("new", "0.1.0", ALL).files())
                .containsKey("src/main/java/com/example/newplugin/FailedRequests.java");
    }
}
