package dev.crossfire.testkit.starvation;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import java.io.UncheckedIOException;
import java.net.SocketTimeoutException;
import java.net.http.HttpTimeoutException;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class StarvationExtensionTest {
    /** A loop on one of two processors, and the tests on the other. */
    private static final ProcessorShares HOG = new ProcessorShares(0.05, 0.5);

    /** The build alone fills the machine, as it does when labs start. */
    private static final ProcessorShares OUR_OWN_WORK = new ProcessorShares(0, 0.05);

    /** A loop on one of two processors, and a test that waits for something that does not come. */
    private static final ProcessorShares WAITING = new ProcessorShares(0.45, 0.5);

    private static final ProcessorShares CROWD = new ProcessorShares(0, 0.85);

    private static final List<ProcessorShares> STARVED = Collections.nCopies(20, HOG);

    static Stream<Throwable> timeLimits() {
        Throwable wait = catchThrowable(
                () -> Awaitility.await("never").atMost(Duration.ofMillis(200)).until(() -> false));
        return Stream.of(
                wait,
                new IllegalStateException(wait),
                new TimeoutException("a test's own limit"),
                new UncheckedIOException(new SocketTimeoutException("a connection's")),
                new HttpTimeoutException("a request's"),
                catchThrowable(() -> TimingError.unless(() -> assertThat(3).isLessThan(2))));
    }

    @ParameterizedTest
    @MethodSource("timeLimits")
    void aTimeLimitThatPassedWhileOthersTookTheProcessorsSkipsTheTestWithTheFailure(Throwable failure) {
        assertThat(StarvationExtension.aborted(failure, STARVED)).hasValueSatisfying(aborted -> {
            assertThat(aborted.getCause()).isSameAs(failure);
            assertThat(aborted).hasMessageContaining("took 50 % of them");
            assertThat(aborted)
                    .hasMessageContaining("it ended with: " + failure.getClass().getName());
        });
    }

    @ParameterizedTest
    @MethodSource("timeLimits")
    void onAMachineWithoutOtherWorkItFails(Throwable failure) {
        assertThat(StarvationExtension.aborted(failure, Collections.nCopies(20, OUR_OWN_WORK)))
                .isEmpty();
        assertThat(StarvationExtension.aborted(failure, List.of()))
                .as("nothing was measured")
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("timeLimits")
    void soItDoesWhereAProcessorWasFree(Throwable failure) {
        assertThat(StarvationExtension.aborted(failure, Collections.nCopies(60, WAITING)))
                .isEmpty();
    }

    @ParameterizedTest
    @MethodSource("timeLimits")
    void soItDoesWhenOtherWorkCameByForAMoment(Throwable failure) {
        List<ProcessorShares> mostlyQuiet = Stream.concat(
                        Collections.nCopies(15, OUR_OWN_WORK).stream(), Collections.nCopies(5, HOG).stream())
                .toList();
        assertThat(StarvationExtension.aborted(failure, mostlyQuiet)).isEmpty();
    }

    @Test
    void anyOtherFailureStaysOneHoweverBusyTheMachine() {
        assertThat(StarvationExtension.aborted(new AssertionError("expected 3 but was 2"), STARVED))
                .isEmpty();
        assertThat(StarvationExtension.aborted(new NullPointerException(), STARVED))
                .isEmpty();
    }

    @Test
    void aTestDoesNotBeginOnlyWhenNearlyNothingIsLeftForIt() {
        assertThat(Starvation.ahead(STARVED)).as("half of the machine is left").isEmpty();
        assertThat(Starvation.ahead(Collections.nCopies(10, CROWD))).isPresent();
        assertThat(Starvation.ahead(Stream.concat(Collections.nCopies(9, CROWD).stream(), Stream.of(OUR_OWN_WORK))
                        .toList()))
                .as("it has just become quiet")
                .isEmpty();
        assertThat(Starvation.ahead(Collections.nCopies(2, CROWD)))
                .as("hardly measured yet")
                .isEmpty();
    }

    @Test
    void whatAnAssertionSaysIsKept() {
        assertThatThrownBy(() -> TimingError.unless(() -> assertThat(3).isLessThan(2)))
                .isInstanceOf(TimingError.class)
                .hasMessageContaining("to be less than")
                .hasCauseInstanceOf(AssertionError.class);
    }
}
