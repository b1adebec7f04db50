package dev.crossfire.guardian;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FenceTest {
    private static final Instant NOW = Instant.parse("2026-11-20T08:00:00Z");

    @TempDir
    Path folder;

    @Test
    void theFirstReasonStands() throws IOException {
        Fence fence = fence(folder);
        assertThat(fence.raised()).isNull();
        assertThat(fence.raise(NOW, "silent for 3 s")).isEqualTo(Fence.CONDUCTING + 1);
        assertThat(fence.raise(NOW, "somebody else")).isEqualTo(Fence.CONDUCTING + 1);
        assertThat(fence(folder).raised()).isEqualTo("silent for 3 s");
    }

    @Test
    void oneThatIsOnlyHalfWrittenForbidsAllTheSame() throws IOException {
        Files.writeString(folder.resolve("fence.json"), "{\"epoch\":2,");
        assertThat(fence(folder).raised()).isEqualTo("healing was taken over");
    }

    @Test
    void withoutItsFolderItCannotBeRaised() {
        assertThatThrownBy(() -> fence(folder.resolve("gone")).raise(NOW, "why"))
                .isInstanceOf(IOException.class);
    }

    private static Fence fence(Path folder) {
        return new Fence(new RunDirectory(folder, new Kinds(List.of(), List.of(), List.of())));
    }
}
