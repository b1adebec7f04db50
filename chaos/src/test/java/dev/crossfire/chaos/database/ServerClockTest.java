package dev.crossfire.chaos.database;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.chaos.database.PairSession.ServerClock;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class ServerClockTest {
    /** The server's clock is this far behind ours. */
    private static final long BEHIND = 3_600_000;

    private final ServerClock clock = new ServerClock();

    @Test
    void aFirstAnswerMayBeAsOldAsItsQuestion() {
        assertThat(clock.notBefore(ours(100), ours(110), server(109))).isEqualTo(ours(100));
    }

    @Test
    void aSlowAnswerIsPlacedByAFastOne() {
        clock.notBefore(ours(100), ours(102), server(101));
        // Sent at 200, made at 250, received at 260: the fast answer leaves one millisecond of doubt.
        assertThat(clock.notBefore(ours(200), ours(260), server(250))).isEqualTo(ours(249));
    }

    @Test
    void aClockThatWasSetBeginsAnew() {
        clock.notBefore(ours(100), ours(102), server(101));
        assertThat(clock.notBefore(ours(200), ours(202), server(900))).isEqualTo(ours(200));
    }

    private static Instant ours(long millis) {
        return Instant.ofEpochMilli(1_000_000_000_000L + millis);
    }

    private static Instant server(long millis) {
        return ours(millis - BEHIND);
    }
}
