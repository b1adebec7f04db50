package dev.crossfire.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.spi.Format;
import dev.crossfire.testkit.FormatContract;
import dev.crossfire.testkit.SampleRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.ServiceLoader;
import java.util.stream.Stream;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatsTest {
    @TempDir
    Path directory;

    @Nested
    class Html extends FormatContract {
        @Override
        protected Format format() {
            return new HtmlFormat();
        }
    }

    @Nested
    class JUnit extends FormatContract {
        @Override
        protected Format format() {
            return new JUnitFormat();
        }
    }

    @Nested
    class Summary extends FormatContract {
        @Override
        protected Format format() {
            return new SummaryFormat();
        }
    }

    @Nested
    class Svg extends FormatContract {
        @Override
        protected Format format() {
            return new SvgFormat();
        }
    }

    @Nested
    class Png extends FormatContract {
        @Override
        protected Format format() {
            return new PngFormat();
        }
    }

    @Nested
    class Allure extends FormatContract {
        @Override
        protected Format format() {
            return new AllureFormat();
        }
    }

    @Nested
    class GitHub extends FormatContract {
        @Override
        protected Format format() {
            return new GitHubFormat();
        }
    }

    @Nested
    class GitLab extends FormatContract {
        @Override
        protected Format format() {
            return new GitLabFormat();
        }
    }

    @Nested
    class Tap extends FormatContract {
        @Override
        protected Format format() {
            return new TapFormat();
        }
    }

    /** The largest runs, written once for all formats. */
    @ParameterizedTest
    @EnumSource(
            value = SampleRun.class,
            names = {"HOUR", "MILLION"})
    void everyFormatReportsALargeRunTheSameTwice(SampleRun sample) throws IOException {
        RunDirectory run = sample.write(directory.resolve("run"));
        for (Format format : ServiceLoader.load(Format.class)) {
            Path file = run.file(format.fileName());
            format.write(run);
            List<String> first = contents(file);
            format.write(run);
            assertThat(contents(file)).as(format.name()).isEqualTo(first).isNotEmpty();
        }
    }

    /** Of a file, or of every file in a folder. */
    private static List<String> contents(Path written) throws IOException {
        List<String> contents = new ArrayList<>();
        try (Stream<Path> files = Files.walk(written)) {
            for (Path file : files.filter(Files::isRegularFile).sorted().toList()) {
                contents.add(Files.readString(file, StandardCharsets.ISO_8859_1));
            }
        }
        return contents;
    }
}
