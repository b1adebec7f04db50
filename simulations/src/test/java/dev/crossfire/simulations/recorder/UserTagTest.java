package dev.crossfire.simulations.recorder;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class UserTagTest {
    @ParameterizedTest
    @CsvSource({"0,1", "65535,65536", "65536,65535", "3600000,1000000", "4294967295,4294967295"})
    void carriesArrivalAndUser(long arrival, long user) {
        String tag = UserTag.write(arrival, user);
        assertThat(UserTag.isTag(tag)).isTrue();
        assertThat(UserTag.arrivalMillis(tag)).isEqualTo(arrival);
        assertThat(UserTag.user(tag)).isEqualTo(user);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "group", "abcde", "a much longer group"})
    void aSimulationsOwnGroupIsNone(String group) {
        assertThat(UserTag.isTag(group)).isFalse();
    }
}
