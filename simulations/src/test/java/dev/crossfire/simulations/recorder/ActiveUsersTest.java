package dev.crossfire.simulations.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Frame.Users;
import org.junit.jupiter.api.Test;

/** Waits are planted; L is one second. */
class ActiveUsersTest {
    private static final long SECOND = 1_000_000;

    private final ActiveUsers users = new ActiveUsers(SECOND);

    @Test
    void aUserUnansweredForLongerThanLWaits() {
        users.arrived(1);
        users.arrived(2);
        users.sent(1, 0);
        users.sent(2, SECOND / 2);
        assertThat(users.count(SECOND)).isEqualTo(new Users(2, 0, 0));
        assertThat(users.count(SECOND + 1)).isEqualTo(new Users(2, 1, 1));
        assertThat(users.count(2 * SECOND)).isEqualTo(new Users(2, 2, 2));
    }

    @Test
    void aUserWithALateAnswerIsUnhealthyUntilAGoodOne() {
        users.arrived(1);
        users.sent(1, 0);
        users.ended(1, 10, 3 * SECOND, true);
        assertThat(users.count(3 * SECOND)).isEqualTo(new Users(1, 0, 1));
        users.sent(1, 4 * SECOND);
        assertThat(users.count(4 * SECOND + 10)).isEqualTo(new Users(1, 0, 1));
        users.ended(1, 4 * SECOND, 4 * SECOND + 20, true);
        assertThat(users.count(9 * SECOND)).isEqualTo(new Users(1, 0, 0));
    }

    @Test
    void aUserWithAWrongAnswerIsUnhealthyAndSoIsTheNextOne() {
        users.arrived(1);
        users.sent(1, 0);
        users.ended(1, 0, 10, false);
        users.left(1);
        assertThat(users.count(SECOND)).isEqualTo(new Users(0, 0, 0));
        users.arrived(1);
        assertThat(users.count(SECOND)).isEqualTo(new Users(1, 0, 1));
    }

    @Test
    void aUserWhoHasSentNothingYetIsNotActive() {
        users.arrived(1);
        users.arrived(2);
        users.sent(2, 0);
        assertThat(users.count(2 * SECOND)).isEqualTo(new Users(1, 1, 1));
    }

    @Test
    void aUserWhoLeavesWaitsNoMore() {
        users.arrived(1);
        users.sent(1, 0);
        users.left(1);
        users.arrived(1);
        assertThat(users.count(9 * SECOND)).isEqualTo(new Users(1, 0, 0));
    }

    @Test
    void anAnswerEndsItsOwnRequestAndNotOneSentLater() {
        users.arrived(1);
        users.sent(1, 0);
        users.sent(1, 2 * SECOND);
        users.ended(1, 2 * SECOND + 5, 2 * SECOND + 10, true);
        assertThat(users.count(2 * SECOND + 20)).as("the first still waits").isEqualTo(new Users(1, 1, 1));
        users.sent(1, 3 * SECOND);
        users.ended(1, 5, 3 * SECOND + 10, true);
        assertThat(users.count(3 * SECOND + 20)).as("the later does not").isEqualTo(new Users(1, 0, 1));
    }

    @Test
    void withoutAnLWaitsAreReportedAndMakeNoUserUnhealthy() {
        ActiveUsers unlimited = new ActiveUsers(null);
        unlimited.arrived(1);
        unlimited.sent(1, 0);
        assertThat(unlimited.count(2 * SECOND)).isEqualTo(new Users(1, 1, 0));
        unlimited.ended(1, 0, 9 * SECOND, true);
        assertThat(unlimited.count(9 * SECOND)).isEqualTo(new Users(1, 0, 0));
    }
}
