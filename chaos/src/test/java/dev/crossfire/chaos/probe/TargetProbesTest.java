package dev.crossfire.chaos.probe;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.probe.TargetProbes.Observation;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import dev.crossfire.testkit.MachineClock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class TargetProbesTest {
    private static final Target CACHE = new Target("cache", "lab:link", "cache", null, Set.of(), Map.of());
    private static final ProbeReply SERVES = new ProbeReply.Answered(Duration.ofMillis(2), "");

    private final Deque<ProbeReply> first = new ArrayDeque<>();
    private ProbeReply afterwards = SERVES;
    /** The replies after that of the survey are held back until one was late. */
    private CountDownLatch answers = new CountDownLatch(0);

    private boolean surveyed;

    /** Gives the first replies in turn, and then always the same. */
    private final class PlantedReplies implements ProbeClient {
        @Override
        public ProbeReply request() {
            try {
                if (surveyed) {
                    answers.await();
                }
                surveyed = true;
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            ProbeReply planted = first.poll();
            return planted == null ? afterwards : planted;
        }

        @Override
        public int baseline() {
            return 1;
        }

        @Override
        public ProbeReply late() {
            answers.countDown();
            return new ProbeReply.Unknown("the API server is slow");
        }

        @Override
        public void close() {}
    }

    @Test
    void aHealthyTargetWhoseFirstAnswersAreLateIsHealthy() throws Exception {
        first.addAll(List.of(new ProbeReply.Silent(), new ProbeReply.Silent(), new ProbeReply.Silent()));
        survey();
    }

    /** The reply comes when it is already late. */
    @Test
    void anAnswerThatTakesLongerThanUsualIsAwaited() throws Exception {
        answers = new CountDownLatch(1);
        survey();
        assertThat(answers.getCount()).isZero();
    }

    @Test
    void aTargetThatRefusesIsRefusedAtOnce() {
        afterwards = new ProbeReply.Refused("connection refused");
        long began = System.nanoTime();
        assertThatThrownBy(this::survey)
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("cache refuses: connection refused: not all targets answer");
        assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(4));
    }

    @Test
    void aTargetThatNeverAnswersIsRefusedInTheEnd() {
        afterwards = new ProbeReply.Silent();
        assertThatThrownBy(this::survey)
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("cache does not answer: not all targets answer; wait until they are healthy");
    }

    private void survey() throws FaultException {
        try (TargetProbes probes = TargetProbes.over(
                List.of(CACHE), target -> new Observation(new PlantedReplies(), UnreachableSymptom.HANGING))) {
            probes.survey(new MachineClock());
        }
    }
}
