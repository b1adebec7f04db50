package dev.crossfire.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.spi.Format;
import dev.crossfire.testkit.FormatContract;
import dev.crossfire.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
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
            byte[] first = Files.readAllBytes(file);
            format.write(run);
            assertThat(Files.readAllBytes(file))
                    .as(format.name())
                    .isEqualTo(first)
                    .isNotEmpty();
        }
    }
}
