package dev.crossfire.judge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import org.junit.jupiter.api.Test;

class PhaseTallyTest {
    @Test
    void theUpperBoundIsClopperAndPearsons() {
        // Without a hit it has a closed form: 1 - 0.05^(1/n); at about 3/n, the rule of three.
        assertThat(PhaseTally.upperBound(1200, 0)).isCloseTo(1 - Math.pow(0.05, 1.0 / 1200), within(1e-9));
        // Where 3 or fewer of 20 have a chance of 0.05, found by bisection of the binomial sum.
        assertThat(PhaseTally.upperBound(20, 3)).isCloseTo(0.3436638, within(1e-7));
        assertThat(PhaseTally.upperBound(20, 20)).isEqualTo(1);
    }
}
