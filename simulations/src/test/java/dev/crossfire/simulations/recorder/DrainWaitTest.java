package dev.crossfire.simulations.recorder;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import java.util.AbstractCollection;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class DrainWaitTest {
    private static final int ENTRIES = 20;

    private final CountDownLatch drained = new CountDownLatch(1);
    private final Thread writer = new Thread(() -> {
        try {
            drained.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
        }
    });

    @Test
    void aSlowWriterIsWaitedForAsLongAsItWrites() throws Exception {
        writer.start();
        assertThat(DrainWait.await(writer, new Shrinking(), 1)).isTrue();
        assertThat(drained.getCount()).isZero();
    }

    @Test
    void aWriterThatTakesNothingIsGivenUp() throws Exception {
        writer.start();
        assertThat(DrainWait.await(writer, List.of("entry"), 1)).isFalse();
        drained.countDown();
        writer.join();
    }

    /** Shorter by one entry at each look; its writer ends with the last one. */
    private final class Shrinking extends AbstractCollection<String> {
        private int left = ENTRIES;

        @Override
        public int size() {
            if (left == 0) {
                drained.countDown();
                await().until(() -> !writer.isAlive());
                return 0;
            }
            return left--;
        }

        @Override
        public Iterator<String> iterator() {
            return Collections.emptyIterator();
        }
    }
}
