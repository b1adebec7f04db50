package dev.crossfire.simulations.benchmark;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;

import java.util.List;
import org.junit.jupiter.api.Test;

class PairedRatioTest {
    @Test
    void boundsTheMeanByStudentsT() {
        // Logarithms 0, ±0.1: mean 0, standard error 0.1/√3, t(2; 0.95) = 2.919986.
        PairedRatio ratio = PairedRatio.of(List.of(Math.exp(0.1), 1.0, Math.exp(-0.1)));
        assertThat(ratio.mean()).isCloseTo(1, within(1e-9));
        assertThat(ratio.upper()).isCloseTo(Math.exp(2.919986 * 0.1 / Math.sqrt(3)), within(1e-6));
    }

    @Test
    void refusesToBoundOnePair() {
        assertThatThrownBy(() -> PairedRatio.of(List.of(1.0))).hasMessageContaining("expected 2 or more");
    }
}
