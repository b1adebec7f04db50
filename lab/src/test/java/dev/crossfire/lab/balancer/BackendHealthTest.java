package dev.crossfire.lab.balancer;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BackendHealthTest {
    /** Answers as they come (+ good, - bad), and how the backend stands after each (U up, d down). */
    @ParameterizedTest
    @CsvSource({
        "1, 2, +,       U",
        "1, 2, -,       d",
        "1, 2, +-+-+,   UUUUU",
        "1, 2, +--,     UUd",
        "1, 2, +--+,    UUdU",
        "3, 1, ++-+++,  dddddU",
        "2, 3, ++--+---, dUUUUUUd",
    })
    void changesItsMindOnlyAfterEnoughAnswersInARow(int rise, int fall, String answers, String expected) {
        StringBuilder seen = new StringBuilder();
        Backend.BackendHealth vitals = Backend.BackendHealth.UNKNOWN;
        for (int i = 0; i < answers.length(); i++) {
            vitals = vitals.after(answers.charAt(i) == '+', rise, fall);
            seen.append(vitals.up() ? 'U' : 'd');
        }
        assertThat(seen).hasToString(expected);
    }
}
