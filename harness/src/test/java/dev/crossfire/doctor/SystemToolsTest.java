package dev.crossfire.doctor;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SystemToolsTest {
    @TempDir
    Path folder;

    @Test
    void whatIsMissingIsNamed() throws IOException {
        for (String tool : new String[] {"sh", "tar"}) {
            Files.createFile(
                    folder.resolve(tool),
                    PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")));
        }
        assertThat(SystemTools.on("/nowhere:" + folder).line()).contains("BAD", "no ps, no awk", "install procps");
    }

    @Test
    void thisMachineHasThem() {
        assertThat(SystemTools.ofSystem().line()).contains("ok", "sh, ps, awk, tar");
    }
}
