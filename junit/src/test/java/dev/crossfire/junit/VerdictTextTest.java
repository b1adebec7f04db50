package dev.crossfire.junit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.junit.DrillVerdict.Measured;
import org.junit.jupiter.api.Test;

class VerdictTextTest {
    @Test
    void aFigureHasItsBounds() {
        assertThat(VerdictText.measured(new Measured(3.42, 3.4, 3.44, "s"))).isEqualTo("3.42 s (3.4 to 3.44)");
        assertThat(VerdictText.measured(new Measured(0.0189, null, null, "ratio")))
                .isEqualTo("1.89 %");
        assertThat(VerdictText.measured(null)).isEqualTo("not measured");
    }

    @Test
    void aRecoveryThatTheEndOfTheLoadCutsOffIsTheLeastItCanBe() {
        assertThat(VerdictText.measured(new Measured(14.13, 14.13, null, "s"))).isEqualTo("at least 14.13 s");
    }
}
