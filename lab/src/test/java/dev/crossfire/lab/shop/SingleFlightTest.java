package dev.crossfire.lab.shop;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.lab.shop.EventReader.SingleFlight;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(20)
class SingleFlightTest {
    private final ExecutorService readers = Executors.newFixedThreadPool(8);
    private final CountDownLatch answer = new CountDownLatch(1);
    private final AtomicInteger loads = new AtomicInteger();

    @AfterEach
    void close() {
        readers.shutdownNow();
    }

    @Test
    void readersOfOneThingShareALoad() throws Exception {
        List<Future<String>> replies = readTogether(new SingleFlight<>(Duration.ofSeconds(10)), this::load);
        answer.countDown();
        for (Future<String> reply : replies) {
            assertThat(reply.get()).isEqualTo("load 1");
        }
        assertThat(loads).hasValue(1);
    }

    @Test
    void readersOfOtherThingsDoNotWait() throws Exception {
        SingleFlight<Integer, String> flight = new SingleFlight<>(Duration.ofSeconds(10));
        readTogether(flight, this::load);
        assertThat(flight.get(2, () -> "at once")).isEqualTo("at once");
    }

    @Test
    void nothingIsKeptForLaterReaders() throws Exception {
        SingleFlight<Integer, String> flight = new SingleFlight<>(Duration.ofSeconds(10));
        answer.countDown();
        assertThat(flight.get(1, this::load)).isEqualTo("load 1");
        assertThat(flight.get(1, this::load)).isEqualTo("load 2");
    }

    @Test
    void aFailureIsSharedAndThenForgotten() throws Exception {
        SingleFlight<Integer, String> flight = new SingleFlight<>(Duration.ofSeconds(10));
        SQLException failure = new SQLException("planted");
        List<Future<String>> replies = readTogether(flight, () -> {
            load();
            throw failure;
        });
        answer.countDown();
        for (Future<String> reply : replies) {
            assertThatThrownBy(reply::get)
                    .isInstanceOf(ExecutionException.class)
                    .hasCause(failure);
        }
        assertThat(flight.get(1, () -> "well again")).isEqualTo("well again");
    }

    @Test
    void aCallerThatWaitsForAnotherDoesNotWaitForEver() {
        SingleFlight<Integer, String> flight = new SingleFlight<>(Duration.ofMillis(50));
        // It may be interrupted when the test is over; as an uncaught error, that would fail the next test's wait.
        Future<String> unusedReply = readers.submit(() -> flight.get(1, this::load));
        await().until(() -> loads.get() == 1);
        assertThatThrownBy(() -> flight.get(1, this::load))
                .isInstanceOf(SQLTimeoutException.class)
                .hasMessageContaining("PT0.05S");
        answer.countDown();
    }

    /** Sends eight readers in and returns when one loads and the others wait. */
    private List<Future<String>> readTogether(SingleFlight<Integer, String> flight, SingleFlight.Loader<String> load) {
        List<Future<String>> replies = new ArrayList<>();
        List<Thread> threads = new CopyOnWriteArrayList<>();
        for (int i = 0; i < 8; i++) {
            replies.add(readers.submit(() -> {
                threads.add(Thread.currentThread());
                return flight.get(1, load);
            }));
        }
        await().until(() -> threads.size() == 8 && threads.stream().allMatch(SingleFlightTest::waits));
        return replies;
    }

    private static boolean waits(Thread thread) {
        return thread.getState() == Thread.State.WAITING || thread.getState() == Thread.State.TIMED_WAITING;
    }

    private String load() throws SQLException {
        int number = loads.incrementAndGet();
        pause();
        return "load " + number;
    }

    private void pause() throws SQLException {
        try {
            answer.await();
        } catch (InterruptedException e) {
            throw new SQLException("interrupted", e);
        }
    }
}
