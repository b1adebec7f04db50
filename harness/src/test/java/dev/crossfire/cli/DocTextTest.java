package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.evidence.Json;
import dev.crossfire.model.Problem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilder;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xml.sax.InputSource;
import picocli.CommandLine.ParameterException;

/** What {@link DocExamplesTest} does not read: blocks in other languages, and commands and settings in the text. */
class DocTextTest {
    /** A command of Crossfire, or a setting, between two back ticks. */
    private static final Pattern INLINE = Pattern.compile("`(?:(?:\\./)?crossfire ([a-z][^`]*)|--set ([^`]+))`");

    private static final Pattern TEST = Pattern.compile("-Dtest=([A-Za-z]+)");

    /** The page whose project the testkit's own tests hold. */
    private static final String PLUG_INS = "plug-ins.md";

    /** The page with a Maven project of drills. */
    private static final String JUNIT = "junit.md";

    @TempDir
    Path directory;

    /** Output has no language, so nothing in it is run. */
    @Test
    void everyBlockIsOfALanguageThatATestReads() throws IOException {
        for (DocBlock block : DocBlock.all()) {
            Set<String> read = new HashSet<>(Set.of("", "sh", "yaml", "json", "java", "xml"));
            if (block.page().equals(PLUG_INS)) {
                read.add("text");
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

    /** A block may be a part of a POM, and of more than one place in it. */
    @Test
    void everyBlockOfXmlIsWellFormed() throws Exception {
        DocumentBuilder parser = DocumentBuilderFactory.newInstance().newDocumentBuilder();
        List<DocBlock> blocks = DocBlock.all().stream()
                .filter(block -> block.language().equals("xml"))
                .toList();
        assertThat(blocks).isNotEmpty();
        for (DocBlock block : blocks) {
            assertThatCode(() -> parser.parse(new InputSource(new StringReader("<part>" + block.text() + "</part>"))))
                    .as("%s", block)
                    .doesNotThrowAnyException();
        }
    }

    @Test
    void aDrillInJavaCompiles() throws IOException {
        List<DocBlock> drills = DocBlock.ofPage(JUNIT).stream()
                .filter(block -> block.language().equals("java"))
                .toList();
        assertThat(drills).hasSize(3);
        for (DocBlock drill : drills) {
            Path source = directory.resolve(drill.file());
            Files.createDirectories(source.resolveSibling("."));
            Files.writeString(source, drill.text());
            String[] options = {"-proc:none", "-d", directory.toString(), "-cp", System.getProperty("java.class.path")};
            String[] words = Arrays.copyOf(options, options.length + 1);
            words[options.length] = source.toString();
            assertThat(ToolProvider.getSystemJavaCompiler().run(null, null, null, words))
                    .as("%s", drill)
                    .isZero();
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
