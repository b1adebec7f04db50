package dev.crossfire.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.PrintableText;
import dev.crossfire.testkit.HostileText;
import dev.crossfire.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ResultLineTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(value = SampleRun.class, mode = EnumSource.Mode.EXCLUDE, names = "MILLION")
    void itIsOneLineThatAProgramReadsBack(SampleRun drill) throws IOException {
        RunDirectory run = drill.write(directory.resolve("run"));
        Path report = run.file("report.html");
        String line = PrintableText.line(ResultLine.of(run.verdict(), run.path(), Map.of("html", report)));
        assertThat(line).doesNotContain("\n", HostileText.SECRET, "\u202e");
        ResultLine read = Json.read(line, ResultLine.class);
        assertThat(read.exitCode()).isEqualTo(run.verdict().exitCode());
        assertThat(read.objectives()).hasSameSizeAs(run.verdict().objectives());
        assertThat(read.folder()).isEqualTo(run.path().toString());
        assertThat(read.reports()).containsEntry("html", report.toString());
    }
}
