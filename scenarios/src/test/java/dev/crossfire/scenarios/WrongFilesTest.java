package dev.crossfire.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.Problem;
import dev.crossfire.scenarios.ScenarioReader.ScenarioReading;
import dev.crossfire.scenarios.yaml.SourceFile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Files with mistakes, each beside the messages it must give, word for word.
 *
 * <p>Run with {@code -Dcrossfire.wrong=write} to write down today's messages, and read the difference before you keep
 * it.
 */
class WrongFilesTest {
    private static final Path FOLDER = Path.of("src/test/resources/dev/crossfire/scenarios/wrong");

    static List<String> names() throws IOException {
        try (Stream<Path> files = Files.list(FOLDER)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(".yaml"))
                    .sorted()
                    .toList();
        }
    }

    @ParameterizedTest
    @MethodSource("names")
    void everyMistakeIsReportedAtItsPlace(String name) throws IOException {
        Path expected = FOLDER.resolve(name.replace(".yaml", ".txt"));
        String problemsOf = problemsOf(name);
        if ("write".equals(System.getProperty("crossfire.wrong"))) {
            Files.writeString(expected, problemsOf);
        }
        assertThat(problemsOf).isEqualTo(Files.readString(expected)).isNotBlank();
    }

    @Test
    void thereAreDozensOfThem() throws IOException {
        assertThat(names()).hasSizeGreaterThan(60);
    }

    private static String problemsOf(String name) throws IOException {
        try (InputStream stream = Files.newInputStream(FOLDER.resolve(name))) {
            ScenarioReading reading = TestKinds.reader().read(SourceFile.of(name, stream), null, List.of());
            assertThat(reading.scenario()).isEmpty();
            return reading.problems().stream().map(Problem::toString).collect(Collectors.joining("\n", "", "\n"));
        }
    }
}
