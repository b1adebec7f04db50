package com.example.shop;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.spi.Format;
import dev.crossfire.testkit.FormatContract;
import dev.crossfire.testkit.PlantedVerdict;
import dev.crossfire.testkit.SampleRun;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class OneLineFormatTest extends FormatContract {
    @Override
    protected Format format() {
        return new OneLineFormat();
    }

    @Test
    void textsFromOutsideAreHarmless(@TempDir Path directory) throws Exception {
        RunDirectory run = SampleRun.HOSTILE.write(directory.resolve("run"));
        new OneLineFormat().write(run);
        assertThat(Files.readString(run.file("one-line.txt"))).doesNotContain("<", "@", "\u202e");
    }

    @Test
    void aRunThatFailsIsShownAsFailed(@TempDir Path directory) throws Exception {
        RunDirectory run = SampleRun.PASS.write(directory.resolve("run"));
        new PlantedVerdict(RunOutcome.FAIL)
                .named("ticket-open", "lab", "run-1")
                .fault("writer-lost")
                .recovered("writer-lost", "buyers", 14.4)
                .write(run);
        new OneLineFormat().write(run);
        assertThat(run.file("one-line.txt")).hasContent("FAIL ticket-open");
    }
}
