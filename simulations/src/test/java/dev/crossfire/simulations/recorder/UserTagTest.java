package dev.crossfire.simulations.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.simulations.recorder.ScheduledProfile.ScheduledArrivals;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserTagTest {
    @ParameterizedTest
    @CsvSource({"0,1", "65535,65536", "65536,65535", "3600000,1000000", "4294967294,4294967295"})
    void carriesArrivalAndUser(long arrival, long user) {
        String tag = UserTag.write(arrival, user, 70_000);
        assertThat(UserTag.isTag(tag)).isTrue();
        assertThat(UserTag.arrivalMillis(tag)).isEqualTo(arrival);
        assertThat(UserTag.user(tag)).isEqualTo(user);
        assertThat(UserTag.number(tag)).isEqualTo(70_000);
    }

    @Test
    void anUnknownArrivalStaysUnknown() {
        assertThat(UserTag.arrivalMillis(UserTag.write(ScheduledArrivals.UNKNOWN, 1, 1)))
                .isEqualTo(ScheduledArrivals.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "group", "abcde", "a much longer group"})
    void aSimulationsOwnGroupIsNone(String group) {
        assertThat(UserTag.isTag(group)).isFalse();
    }
}
