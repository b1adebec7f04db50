package dev.crossfire.testkit.starvation;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LiveTestTurnsTest {
    private static final Duration SOON = Duration.ofSeconds(30);

    @TempDir
    Path folder;

    @Test
    void oneMoreWaitsUntilATurnEnds() throws Exception {
        List<FileChannel> turns = new ArrayList<>();
        for (int i = 0; i < LiveTestTurns.AT_A_TIME; i++) {
            turns.add(LiveTestTurns.take(folder));
        }
        assertThat(LiveTestTurns.free(folder)).isEmpty();
        CompletableFuture<FileChannel> waiting = CompletableFuture.supplyAsync(this::take);

        turns.remove(0).close();

        try (FileChannel taken = waiting.get(SOON.toSeconds(), TimeUnit.SECONDS)) {
            assertThat(taken.isOpen()).isTrue();
        }
        for (FileChannel turn : turns) {
            turn.close();
        }
    }

    private FileChannel take() {
        try {
            return LiveTestTurns.take(folder);
        } catch (IOException unusable) {
            throw new AssertionError(unusable);
        }
    }
}
