package dev.crossfire.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.reports.terminal.TerminalStyle;
import dev.crossfire.reports.terminal.TerminalVerdict;
import dev.crossfire.spi.Format;
import dev.crossfire.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.ServiceLoader;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Writes every drill with all its reports into a directory that does not contain them yet, to be reviewed.
 *
 * <p>{@code mvn -pl reports -am test -Dtest=SamplesTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dcrossfire.samples=DIRECTORY}
 */
@EnabledIfSystemProperty(named = "crossfire.samples", matches = ".+", disabledReason = "writes only when asked to")
class SamplesTest {
    @ParameterizedTest
    @EnumSource(SampleRun.class)
    void write(SampleRun drill) throws IOException {
        Path directory = Path.of(System.getProperty("crossfire.samples"));
        RunDirectory run = drill.write(directory.resolve(drill.name().toLowerCase(Locale.ROOT)));
        for (Format format : ServiceLoader.load(Format.class)) {
            format.write(run);
            assertThat(run.file(format.fileName())).exists();
        }
        String screen = TerminalVerdict.of(run, new TerminalStyle(false, true), "runs/sample/report.html");
        Files.writeString(run.file("terminal.txt"), screen);
    }

    @Test
    void writeDrills() throws IOException {
        Path directory = Path.of(System.getProperty("crossfire.samples")).resolve("drills");
        Files.createDirectories(directory);
        RepeatDirectory all = SampleRun.writeRepeat(
                directory, 5, 1, SampleRun.PASS, SampleRun.FAIL, SampleRun.INCONCLUSIVE, SampleRun.CRASHED);
        for (Format format : ServiceLoader.load(Format.class)) {
            format.write(all);
            assertThat(all.file(format.fileName())).exists();
        }
    }
}
