package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Frame.CohortFrame;
import dev.crossfire.evidence.Frame.Users;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SteadyStateGateTest {
    private static final HealthCriteria RULE =
            new HealthCriteria(Duration.ofSeconds(1), Ratio.parse("99%"), Duration.ofSeconds(10));

    private final SteadyStateGate gate = new SteadyStateGate(Map.of("buyers", RULE));

    @Test
    void aHealthyWindowIsSteady() {
        seconds(25, 29, 100, 100);
        assertThat(decide().reached()).isTrue();
        assertThat(decide().seen()).isEqualTo("buyers 100 % good of 500");
    }

    @Test
    void theLastSecondMayStillBeUnderWay() {
        seconds(25, 28, 100, 100);
        assertThat(decide().reached()).isTrue();
    }

    @Test
    void twoMissingSecondsAreNoSteadyState() {
        seconds(25, 27, 100, 100);
        assertThat(decide().reached()).isFalse();
        assertThat(decide().seen()).isEqualTo("only 3 of 5 seconds before the fault were seen");
    }

    @Test
    void theOnlySecondOfAWindowMustHaveBeenSeen() {
        Duration second = Duration.ofSeconds(1);
        seconds(27, 28, 100, 100);
        assertThat(gate.decide(Duration.ofSeconds(30), second).seen())
                .isEqualTo("only 0 of 1 seconds before the fault were seen");
        seconds(29, 29, 100, 100);
        assertThat(gate.decide(Duration.ofSeconds(30), second).seen()).isEqualTo("buyers 100 % good of 100");
        assertThat(gate.decide(Duration.ofMillis(30_900), Duration.ofMillis(500))
                        .reached())
                .as("the last whole second before it")
                .isTrue();
    }

    @Test
    void tooManyBadRequestsAreNoSteadyState() {
        seconds(25, 28, 100, 100);
        seconds(29, 29, 100, 94);
        assertThat(decide().reached()).isFalse();
    }

    @Test
    void errorsBeforeTheWindowDoNotCount() {
        seconds(20, 24, 100, 0);
        seconds(25, 29, 100, 100);
        assertThat(decide().reached()).isTrue();
    }

    @Test
    void aSilentCohortIsNotHealthy() {
        seconds(25, 29, 0, 0);
        assertThat(decide().reached()).isFalse();
        assertThat(decide().seen()).isEqualTo("buyers sent nothing");
    }

    @Test
    void closedUsersWhoWaitAreNoSteadyStateHoweverGoodTheFewAnswersAre() {
        gate.arrivals(Map.of("buyers", ArrivalModel.CLOSED));
        users(25, 27, 100, new Users(30, 0, 0));
        users(28, 29, 3, new Users(30, 27, 28));
        assertThat(decide().reached()).isFalse();
        assertThat(decide().seen())
                .isEqualTo("users of buyers 62.7 % healthy, at worst 28 of 30 unhealthy (27 waited longer than 1s)");
    }

    @Test
    void closedUsersWhoAllWaitAreNotReportedAsSilent() {
        gate.arrivals(Map.of("buyers", ArrivalModel.CLOSED));
        users(25, 29, 0, new Users(30, 30, 30));
        assertThat(decide().reached()).isFalse();
        assertThat(decide().seen()).startsWith("buyers got no answer; ").contains("30 of 30 unhealthy");
    }

    @Test
    void throttledLoadIsJudgedByItsRequestsHoweverManyUsersWaitForTheThrottle() {
        gate.arrivals(Map.of("buyers", ArrivalModel.THROTTLED));
        users(25, 29, 30, new Users(331, 270, 270));
        assertThat(decide().reached()).isTrue();
    }

    @Test
    void throttledLoadIsNotSteadyWhereItsRequestsAreBad() {
        gate.arrivals(Map.of("buyers", ArrivalModel.THROTTLED));
        seconds(25, 29, 100, 90);
        assertThat(decide().reached()).isFalse();
        assertThat(decide().seen()).isEqualTo("buyers 90 % good of 500");
    }

    @Test
    void healthyClosedUsersAreSteady() {
        gate.arrivals(Map.of("buyers", ArrivalModel.CLOSED));
        users(25, 28, 30, new Users(30, 0, 0));
        users(29, 29, 30, new Users(30, 0, 1));
        assertThat(decide().reached())
                .as("1 of 150 is less than one in a hundred")
                .isTrue();
    }

    @Test
    void openLoadIsJudgedByItsRequests() {
        users(25, 29, 100, new Users(30, 27, 28));
        assertThat(decide().reached()).isTrue();
        assertThat(decide().seen()).isEqualTo("buyers 100 % good of 500");
    }

    private void users(int from, int to, int good, Users users) {
        for (int second = from; second <= to; second++) {
            gate.add(new Frame(second, Map.of("buyers", new CohortFrame(good, good, good, 0, 1.0, null, users))));
        }
    }

    private SteadyStateGate.GateDecision decide() {
        return gate.decide(Duration.ofSeconds(30), Duration.ofSeconds(5));
    }

    private void seconds(int from, int to, int done, int good) {
        for (int second = from; second <= to; second++) {
            gate.add(new Frame(
                    second, Map.of("buyers", new CohortFrame(done, done, good, 0, 1.0, null, new Users(5000, 0, 10)))));
        }
    }
}
