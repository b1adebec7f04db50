package dev.crossfire.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.spi.Format;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * What every report format must keep: it reports any run, writes its own file and nothing else, writes the same bytes
 * twice and never a secret.
 *
 * <p>Whether it escapes texts as its syntax needs is for its own test: feed it {@link SampleRun#HOSTILE}.
 */
public abstract class FormatContract {
    /** The directory of each test. */
    @TempDir
    Path directory;

    /** For subclasses. */
    protected FormatContract() {}

    /** The format under test. */
    protected abstract Format format();

    @Test
    void itIsFoundByTheServiceLoader() {
        assertThat(ServiceLoader.load(Format.class))
                .as("META-INF/services/dev.crossfire.spi.Format names it")
                .hasAtLeastOneElementOfType(format().getClass());
    }

    @Test
    void itsNameIsOneWordOnACommandLine() {
        assertThat(format().name()).matches("[a-z][a-z0-9-]*");
    }

    @ParameterizedTest
    @EnumSource(
            value = SampleRun.class,
            mode = EnumSource.Mode.EXCLUDE,
            names = {"HOUR", "MILLION"})
    void itReportsARunInItsOwnFileAndTheSameTwice(SampleRun sample) throws IOException {
        RunDirectory run = sample.write(directory.resolve("run"));
        Map<String, String> evidence = contents(run.path());

        format().write(run);
        Map<String, String> reported = contents(run.path());
        assertWroteItsOwn(evidence, reported);

        format().write(run);
        assertThat(contents(run.path())).as("written again").isEqualTo(reported);
    }

    @Test
    void itReportsRepeatedRunsInItsOwnFileAndTheSameTwice() throws IOException {
        RepeatDirectory all = SampleRun.writeRepeat(
                directory, 4, 1, SampleRun.PASS, SampleRun.FAIL, SampleRun.EMPTY, SampleRun.HOSTILE);
        Map<String, String> evidence = contents(all.path());

        format().write(all);
        Map<String, String> reported = contents(all.path());
        assertWroteItsOwn(evidence, reported);

        format().write(all);
        assertThat(contents(all.path())).as("written again").isEqualTo(reported);
    }

    /** File by file, relative to the directory; one character a byte. */
    private static Map<String, String> contents(Path directory) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(directory)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                contents.put(
                        directory.relativize(file).toString(), Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }

    private void assertWroteItsOwn(Map<String, String> before, Map<String, String> after) {
        Map<String, String> written = new TreeMap<>(after);
        before.forEach((file, content) -> assertThat(content.equals(written.remove(file)))
                .as(file + " is evidence and stays as it is")
                .isTrue());
        assertThat(written.keySet()).as("what it writes").isNotEmpty().allMatch(file -> Path.of(file)
                .startsWith(format().fileName()));
        assertThat(List.copyOf(written.values()))
                .as("contents")
                .allSatisfy(content -> assertThat(content).isNotEmpty().doesNotContain(HostileText.SECRET));
    }
}
