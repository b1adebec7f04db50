package dev.crossfire.simulations.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Frame.CohortFrame;
import dev.crossfire.evidence.Frame.Users;
import dev.crossfire.evidence.JsonLineWriter;
import dev.crossfire.evidence.RequestRecord;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Waits are planted; L is one second. */
class LiveFramesTest {
    private static final long ZERO = 1_800_000_000_000_000L;
    private static final int DESK = 30;

    @TempDir
    Path directory;

    private final List<@Nullable CohortFrame> desk = new ArrayList<>();
    private final RunTimes times = new RunTimes();
    private LiveFrames frames;

    @BeforeEach
    void begin() throws IOException {
        frames = new LiveFrames(
                times,
                Map.of("desk", Duration.ofSeconds(1)),
                new JsonLineWriter(directory.resolve("frames.jsonl")),
                (second, cohorts, lag) -> desk.add(cohorts.get("desk")));
        times.zero(ZERO);
        frames.tick(ZERO);
        for (int user = 1; user <= DESK; user++) {
            frames.users("desk").arrived(user);
            frames.users("desk").sent(user, at(0.1));
            frames.users("desk").ended(user, at(0.1), at(0.2), true);
        }
    }

    @Test
    void usersWhoWaitAreSeenThoughNothingIsSentAndNothingEnds() throws IOException {
        for (int user = 1; user <= DESK - 3; user++) {
            frames.users("desk").sent(user, at(0.5));
        }
        frames.tick(at(1));
        frames.tick(at(2));
        frames.tick(at(3.2));
        assertThat(desk)
                .extracting(second -> Objects.requireNonNull(second).users())
                .containsExactly(new Users(30, 0, 0), new Users(30, 27, 27), new Users(30, 27, 27));
        assertThat(desk)
                .allSatisfy(second ->
                        assertThat(Objects.requireNonNull(second).done()).isZero());
        assertThat(Files.readString(directory.resolve("frames.jsonl")))
                .contains("\"users\":{\"active\":30,\"waiting\":27,\"unhealthy\":27}");
    }

    @Test
    void aUserAnsweredInTimeDoesNotWait() throws IOException {
        frames.users("desk").sent(1, at(0.5));
        frames.users("desk").ended(1, at(0.5), at(0.9), true);
        frames.users("desk").sent(2, at(0.5));
        frames.users("desk").ended(2, at(0.5), at(0.9), false);
        frames.tick(at(1));
        frames.tick(at(1.2));
        assertThat(Objects.requireNonNull(desk.get(0)).users()).isEqualTo(new Users(30, 0, 1));
    }

    @Test
    @Timeout(10)
    void aRequestThatEndsBeforeTheFirstTickIsInItsOwnSecond() throws IOException {
        List<Integer> seconds = new ArrayList<>();
        JsonLineWriter file = new JsonLineWriter(directory.resolve("late.jsonl"));
        LiveFrames late = new LiveFrames(times, Map.of(), file, (second, cohorts, lag) -> {
            if (cohorts.values().stream().anyMatch(cohort -> cohort.done() > 0)) {
                seconds.add(second);
            }
        });
        late.add("desk", new RequestRecord(at(0.2), 0, 300_000, 1, 1, 200, RequestRecord.FLAG_OK, 0));
        late.tick(at(2.5));
        late.close();
        assertThat(seconds).containsExactly(0);
    }

    private static long at(double second) {
        return ZERO + Math.round(second * 1_000_000);
    }
}
