package dev.crossfire.judge.statistics;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OrderBoundsTest {
    /**
     * The sample sizes of Wilks for 95 % of a population at 95 % confidence, by how many of the largest may be left out;
     * Nutt and Wallis, Reliability Engineering and System Safety 83 (2004) 57–77, table 1.
     */
    @ParameterizedTest
    @CsvSource({"59, 0", "93, 1", "124, 2", "153, 3", "181, 4"})
    void wilksSampleSizes(int values, int leftOut) {
        assertThat(OrderBounds.upperRank(values, 0.95, 0.95)).hasValue(values - leftOut);
        assertThat(OrderBounds.upperRank(values - 1, 0.95, 0.95).orElse(values)).isGreaterThan(values - 1 - leftOut);
    }

    /** Hahn and Meeker, Statistical Intervals (1991), table A.17a: smallest n whose largest value is a bound at 95 %. */
    @ParameterizedTest
    @CsvSource({"0.5, 5", "0.75, 11", "0.9, 29", "0.95, 59", "0.99, 299"})
    void theLargestValueBoundsAQuantileFromSoManyOn(double share, int values) {
        assertThat(OrderBounds.valuesFor(share, 0.95)).isEqualTo(values);
        assertThat(OrderBounds.upperRank(values, share, 0.95)).hasValue(values);
        assertThat(OrderBounds.upperRank(values - 1, share, 0.95)).isEmpty();
    }

    @Test
    void whatBoundsFromBelowIsTheMirrorOfWhatBoundsFromAbove() {
        assertThat(OrderBounds.lowerRank(5, 0.5, 0.95)).hasValue(1);
        assertThat(OrderBounds.lowerRank(4, 0.5, 0.95)).isEmpty();
        assertThat(OrderBounds.lowerRank(10, 0.5, 0.95)).hasValue(2);
        assertThat(OrderBounds.upperRank(10, 0.5, 0.95)).hasValue(9);
        assertThat(OrderBounds.upperRank(0, 0.5, 0.95)).isEmpty();
    }
}
