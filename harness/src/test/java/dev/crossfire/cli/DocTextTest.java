package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.evidence.Json;
import dev.crossfire.model.Problem;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine.ParameterException;

/** What {@link DocExamplesTest} does not read: blocks in other languages, and commands and settings in the text. */
class DocTextTest {
    /** A command of Crossfire, or a setting, between two back ticks. */
    private static final Pattern INLINE = Pattern.compile("`(?:(?:\\./)?crossfire ([a-z][^`]*)|--set ([^`]+))`");

    private static final Pattern TEST = Pattern.compile("-Dtest=([A-Za-z]+)");

    /** The page whose project the testkit's own tests hold. */
    private static final String PLUG_INS = "plug-ins.md";

    @TempDir
    Path directory;

    /** Output has no language, so nothing in it is run. */
    @Test
    void everyBlockIsOfALanguageThatATestReads() throws IOException {
        for (DocBlock block : DocBlock.all()) {
            Set<String> read = new HashSet<>(Set.of("", "sh", "yaml", "json", "java"));
            if (block.page().equals(PLUG_INS)) {
                read.addAll(Set.of("xml", "text"));
            }
            if (block.page().equals(FirstHourPage.NAME)) {
                read.addAll(FirstHourPage.languages());
            }
            assertThat(read).as("%s", block).contains(block.language());
            if (block.language().isEmpty()) {
                assertThat(block.text()).as("%s", block).doesNotContain("./crossfire", "--class-path");
            }
        }
    }

    @Test
    void jsonIsJson() throws IOException {
        for (DocBlock block : ofLanguage("json")) {
            assertThatCode(() -> Json.read(block.text(), JsonNode.class))
                    .as("%s", block)
                    .doesNotThrowAnyException();
        }
    }

    /** Needs the libraries that packaging copies. */
    @Test
    @Tag("live")
    void aPieceOfASimulationCompiles() throws IOException {
        for (DocBlock block : ofLanguage("java")) {
            if (block.file().isEmpty()) {
                CompiledSimulation.in(directory, "Piece.java", """
                        import static io.gatling.javaapi.core.CoreDsl.*;
                        import static io.gatling.javaapi.http.HttpDsl.*;

                        import dev.crossfire.simulations.Ledger;

                        class Piece {
                            String key = "key";
                            String item = "42/1";
                            Object chain = %s;
                        }
                        """.formatted(block.text()));
            }
        }
    }

    @Test
    void aSeriesThatAPageNamesExists() throws IOException {
        Set<String> classes;
        try (Stream<Path> files = Files.walk(Path.of(".."))) {
            classes = files.filter(file -> file.toString().contains("src/test/java"))
                    .map(file -> file.getFileName().toString())
                    .collect(Collectors.toSet());
        }
        List<String> named = new ArrayList<>();
        for (Path page : DocBlock.pages()) {
            TEST.matcher(Files.readString(page)).results().forEach(found -> named.add(found.group(1) + ".java"));
        }
        assertThat(named).hasSizeGreaterThan(5);
        assertThat(classes).containsAll(named);
    }

    @Test
    void aCommandAndASettingInTheTextIsUnderstood() throws IOException {
        int found = 0;
        List<String> wrong = new ArrayList<>();
        for (Path page : DocBlock.pages()) {
            for (MatchResult inline :
                    INLINE.matcher(Files.readString(page)).results().toList()) {
                found++;
                wrong(inline).ifPresent(why -> wrong.add(page + ": " + inline.group() + ": " + why));
            }
        }
        assertThat(found).isGreaterThan(20);
        assertThat(wrong).isEmpty();
    }

    private static Optional<String> wrong(MatchResult inline) throws IOException {
        if (inline.group(1) == null) {
            List<Problem> problems =
                    DocExamplesTest.problemsOfSetting(inline.group(2).replace("'", ""));
            return problems.stream().findFirst().map(Problem::toString);
        }
        List<String> words = new ArrayList<>(
                List.of(inline.group(1).replaceFirst("\\s+>.*", "").strip().split("\\s+", -1)));
        if (words.remove("help") || words.size() == 1) {
            words.add("--help");
        }
        try {
            DocExamplesTest.understood(words);
            return Optional.empty();
        } catch (ParameterException notUnderstood) {
            return Optional.of(String.valueOf(notUnderstood.getMessage()));
        }
    }

    private static List<DocBlock> ofLanguage(String language) throws IOException {
        return DocBlock.all().stream()
                .filter(block -> block.language().equals(language))
                .toList();
    }
}
