package dev.crossfire.guardian;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class GuardianLivenessTest {
    private static final Instant WALL = Instant.parse("2026-11-20T08:00:00Z");

    private final GuardianLiveness liveness = new GuardianLiveness(Duration.ofMillis(1_500), Duration.ZERO, WALL);

    @Test
    void aConductorWithARecentAnswerMayInject() {
        heard(10_000, 10_000);
        assertThat(liveness.objection(millis(11_500), wall(11_500))).isNull();
    }

    @Test
    void aStoppedConductorNoticesBeforeTheGuardiansMessage() {
        heard(10_000, 10_000);
        assertThat(liveness.objection(millis(11_501), wall(11_501)))
                .isEqualTo("the guardian has not answered for 1.5 s; expected at most 1.5");
        heard(11_600, 11_600);
        assertThat(liveness.objection(millis(11_700), wall(11_700))).isNull();
    }

    /**
     * Monotonic time stands still while a machine sleeps, and the guardian slept as well: only the wall clock shows it.
     */
    @Test
    void afterAMachineHasSleptNothingIsInjectedAnyMore() {
        heard(10_000, 10_000);
        assertThat(liveness.objection(millis(10_100), wall(3_600_000))).contains("the wall clock moved by 3589.9 s");
        heard(10_200, 3_600_100);
        assertThat(liveness.objection(millis(10_300), wall(3_600_200)))
                .as("an answer since then changes nothing: the schedule is lost")
                .contains("the machine slept, or its clock was set");
    }

    @Test
    void aSleepThatOnlyTheBeatsSawIsRememberedToo() {
        heard(10_000, 10_000);
        heard(10_200, 70_000);
        assertThat(liveness.objection(millis(10_300), wall(70_100))).contains("the wall clock moved by 59.8 s");
    }

    @Test
    void aClockThatIsCorrectedALittleIsNoReason() {
        for (long second = 1; second <= 100; second++) {
            heard(second * 1_000, second * 1_100);
        }
        assertThat(liveness.objection(millis(100_100), wall(110_100))).isNull();
    }

    private void heard(long elapsed, long wall) {
        liveness.onAck(millis(elapsed), wall(wall));
    }

    private static Duration millis(long millis) {
        return Duration.ofMillis(millis);
    }

    private static Instant wall(long millis) {
        return WALL.plusMillis(millis);
    }
}
