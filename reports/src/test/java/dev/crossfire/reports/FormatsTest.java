package dev.crossfire.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.reports.drill.Drill;
import dev.crossfire.spi.Format;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ServiceLoader;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class FormatsTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(Drill.class)
    void everyFormatReportsEveryDrillTheSameTwice(Drill drill) throws IOException {
        RunDirectory run = drill.write(directory.resolve("run"));
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
        assertThat(directory.resolve("run"))
                .isDirectoryNotContaining(file -> file.getFileName().toString().endsWith(".part"));
    }
}
