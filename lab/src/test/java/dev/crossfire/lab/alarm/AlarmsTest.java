package dev.crossfire.lab.alarm;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.lab.alarm.AlarmRule.BalancerReading;
import dev.crossfire.lab.fis.AlarmStates.AlarmState;
import dev.crossfire.lab.fis.FisAccount;
import java.net.URI;
import java.time.Instant;
import java.time.InstantSource;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;

class AlarmsTest {
    private static final Instant START = Instant.parse("2026-01-01T00:00:00Z");

    private final AlarmPanel.ErrorAlarm errors = new AlarmPanel.ErrorAlarm();
    private final AlarmPanel.ReplicaAlarm replicas = new AlarmPanel.ReplicaAlarm();

    @Test
    void errorsFireAboveFivePercentAndUntilTheyAreOutOfTheWindow() {
        assertThat(at(0, 1_000, 500)).isEqualTo(AlarmState.INSUFFICIENT_DATA);
        assertThat(at(1, 1_100, 505)).isEqualTo(AlarmState.OK);
        assertThat(at(2, 1_200, 511)).isEqualTo(AlarmState.ALARM);
        assertThat(at(11, 1_300, 511)).isEqualTo(AlarmState.OK);
    }

    @Test
    void theWindowIsTenSeconds() {
        at(0, 0, 0);
        assertThat(at(1, 100, 100)).isEqualTo(AlarmState.ALARM);
        for (int second = 2; second <= 10; second++) {
            assertThat(at(second, 100L * second, 100)).as("second %s", second).isEqualTo(AlarmState.ALARM);
        }
        assertThat(at(11, 1_100, 100)).isEqualTo(AlarmState.OK);
    }

    @Test
    void aHandfulOfRequestsIsNoEvidence() {
        at(0, 0, 0);
        assertThat(at(1, 19, 19)).isEqualTo(AlarmState.INSUFFICIENT_DATA);
        assertThat(at(2, 20, 20)).isEqualTo(AlarmState.ALARM);
    }

    @Test
    void aBalancerThatWasRestartedCountsAnew() {
        at(0, 5_000, 0);
        at(1, 6_000, 0);
        assertThat(at(2, 30, 30)).isEqualTo(AlarmState.INSUFFICIENT_DATA);
        assertThat(at(3, 60, 60)).isEqualTo(AlarmState.ALARM);
    }

    @Test
    void replicasFireBelowHalf() {
        assertThat(replicas.observe(new BalancerReading(START, 0, 0, 6, 3))).isEqualTo(AlarmState.OK);
        assertThat(replicas.observe(new BalancerReading(START, 0, 0, 6, 2))).isEqualTo(AlarmState.ALARM);
        assertThat(replicas.observe(new BalancerReading(START, 0, 0, 0, 0))).isEqualTo(AlarmState.ALARM);
    }

    @Test
    void aDeafAlarmFollowsTheClockAlone() {
        AlarmPanel.DeafAlarm deaf = new AlarmPanel.DeafAlarm(AlarmState.ALARM, AlarmState.OK);

        assertThat(deaf.name()).isEqualTo(errors.name());
        assertThat(deaf.observe(new BalancerReading(START, 100, 0, 6, 6))).isEqualTo(AlarmState.ALARM);
        assertThat(deaf.observe(new BalancerReading(START.plusSeconds(5), 100, 100, 6, 6)))
                .isEqualTo(AlarmState.OK);
    }

    @Test
    void withoutAnAnswerErrorsCannotBeCountedButReplicasAreMissed() {
        // Port 1 of the loopback address: no server listens there.
        try (AlarmPanel panel = new AlarmPanel(
                        new FisAccount("lab-1", "000000000000"),
                        URI.create("http://127.0.0.1:1"),
                        InstantSource.system(),
                        (alarm, state) -> {},
                        new AlarmPanel.ErrorAlarm())
                .watch()) {
            Awaitility.await().until(() -> panel.state(panel.arn(replicas)) == AlarmState.ALARM);
            assertThat(panel.state(panel.arn(errors))).isEqualTo(AlarmState.INSUFFICIENT_DATA);
            assertThat(panel.state("arn:aws:cloudwatch:lab-1:000000000000:alarm:other"))
                    .isEqualTo(AlarmState.MISSING);
            assertThat(panel.arn(errors)).isEqualTo("arn:aws:cloudwatch:lab-1:000000000000:alarm:ticketing-errors");
        }
    }

    private AlarmState at(int second, long requests, long failures) {
        return errors.observe(new BalancerReading(START.plusSeconds(second), requests, failures, 6, 6));
    }
}
