package dev.crossfire.conductor;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Frame;
import dev.crossfire.evidence.Frame.CohortFrame;
import dev.crossfire.evidence.Frame.Users;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Scenario.AbortRule;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class AbortRuleCheckTest {
    private static final HealthCriteria RULE =
            new HealthCriteria(Duration.ofSeconds(1), Ratio.parse("99%"), Duration.ofSeconds(10));

    private final AbortRuleCheck gate = new AbortRuleCheck(
            List.of(new AbortRule("buyers", new Ratio(0.5), Duration.ofSeconds(3))), Map.of("buyers", RULE));
    private int second;

    private Optional<String> next(long sent, long done, long errors) {
        CohortFrame buyers = new CohortFrame(sent, done, done - errors, errors, null, null, null);
        return gate.add(new Frame(second++, Map.of("buyers", buyers)));
    }

    private Optional<String> next(long sent, long done, Users users) {
        CohortFrame buyers = new CohortFrame(sent, done, done, 0, null, null, users);
        return gate.add(new Frame(second++, Map.of("buyers", buyers)));
    }

    @Test
    void closedUsersWhoAllWaitAndSendNothingAreOver() {
        gate.arrivals(Map.of("buyers", ArrivalModel.CLOSED));
        assertThat(next(30, 29, new Users(30, 0, 0))).isEmpty();
        assertThat(next(0, 0, new Users(30, 30, 30))).isEmpty();
        assertThat(next(0, 0, new Users(30, 30, 30))).isEmpty();
        assertThat(next(0, 0, new Users(30, 30, 30)))
                .hasValue("abort-when: more than 50% of the users of buyers were unhealthy for 3s"
                        + " (at the end 30 of 30 users waited longer than 1s)");
    }

    @Test
    void aFewWhoAreAnsweredOftenDoNotHideTheManyWhoWait() {
        gate.arrivals(Map.of("buyers", ArrivalModel.CLOSED));
        assertThat(next(500, 500, new Users(30, 26, 28))).isEmpty();
        assertThat(next(500, 500, new Users(30, 27, 28))).isEmpty();
        assertThat(next(500, 500, new Users(30, 27, 28))).hasValueSatisfying(why -> assertThat(why)
                .contains("27 of 30 users waited longer than 1s, the last answer of 1 was bad"));
    }

    @Test
    void halfOfTheUsersIsNotMoreThanHalf() {
        gate.arrivals(Map.of("buyers", ArrivalModel.CLOSED));
        for (int i = 0; i < 10; i++) {
            assertThat(next(10, 10, new Users(30, 10, 15))).isEmpty();
        }
    }

    @Test
    void closedUsersWhoThinkAfterAGoodAnswerAreHealthy() {
        gate.arrivals(Map.of("buyers", ArrivalModel.CLOSED));
        assertThat(next(0, 0, new Users(30, 30, 30))).isEmpty();
        assertThat(next(0, 0, new Users(30, 30, 30))).isEmpty();
        assertThat(next(0, 30, new Users(30, 0, 0))).isEmpty();
        assertThat(next(0, 0, new Users(30, 0, 0))).isEmpty();
        assertThat(next(0, 0, new Users(30, 30, 30))).isEmpty();
        assertThat(next(0, 0, new Users(30, 30, 30))).isEmpty();
    }

    @Test
    void closedUsersWhoThinkAfterABadAnswerAreOver() {
        gate.arrivals(Map.of("buyers", ArrivalModel.CLOSED));
        assertThat(next(0, 0, new Users(30, 0, 30))).isEmpty();
        assertThat(next(0, 0, new Users(30, 0, 30))).isEmpty();
        assertThat(next(0, 0, new Users(30, 0, 30)))
                .hasValueSatisfying(why -> assertThat(why).contains("the last answer of 30 was bad"));
    }

    @Test
    void throttledUsersInTheQueueDoNotHideThatNoRequestIsAnswered() {
        gate.arrivals(Map.of("buyers", ArrivalModel.THROTTLED));
        assertThat(next(0, 0, new Users(5000, 20, 20))).isEmpty();
        assertThat(next(0, 0, new Users(5000, 40, 40))).isEmpty();
        assertThat(next(0, 0, new Users(5000, 60, 60)))
                .hasValueSatisfying(why -> assertThat(why).contains("no answers at all, 60 of 5000 users waited, in"));
    }

    @Test
    void openUsersWhoWaitWhileNoneArriveAreOver() {
        assertThat(next(0, 0, new Users(2, 1, 1))).isEmpty();
        assertThat(next(0, 0, new Users(2, 2, 2))).isEmpty();
        assertThat(next(0, 0, new Users(2, 2, 2)))
                .hasValueSatisfying(why -> assertThat(why).contains("no answers at all, 2 of 2 users waited, in the"));
    }

    @Test
    void openLoadIsJudgedByItsRequestsHoweverManyUsersWait() {
        for (int i = 0; i < 10; i++) {
            assertThat(next(100, 100, new Users(30, 29, 29))).isEmpty();
        }
    }

    @Test
    void onlySecondsInARowCount() {
        assertThat(next(10, 10, 6)).isEmpty();
        assertThat(next(10, 10, 9)).isEmpty();
        assertThat(next(10, 10, 5)).as("half is not more than half").isEmpty();
        assertThat(next(10, 10, 6)).isEmpty();
        assertThat(next(10, 10, 6)).isEmpty();
        assertThat(next(10, 10, 8))
                .hasValue("abort-when: more than 50% of the answers to buyers were errors for 3s"
                        + " (80.0 % in the last second)");
    }

    @Test
    void aCohortWithoutAnswersIsNotHealthy() {
        assertThat(next(10, 0, 0)).isEmpty();
        assertThat(next(10, 0, 0)).isEmpty();
        assertThat(next(10, 0, 0)).hasValueSatisfying(why -> assertThat(why).contains("(no answers at all in"));
    }

    @Test
    void aSecondWithoutRequestsIsNoEvidence() {
        assertThat(next(10, 10, 10)).isEmpty();
        assertThat(next(0, 0, 0)).isEmpty();
        assertThat(next(10, 10, 10)).isEmpty();
        assertThat(gate.add(new Frame(second++, Map.of()))).isEmpty();
        assertThat(next(10, 10, 10)).isPresent();
    }

    @Test
    void warmUpIsNotJudged() {
        second = -5;
        for (int i = 0; i < 5; i++) {
            assertThat(next(10, 10, 10)).isEmpty();
        }
    }
}
