package dev.crossfire.judge.recovery;

/**
 * When a cohort counts as healthy.
 *
 * @param badRatio the share of bad requests up to which it is healthy, above 0 and below 1
 * @param stableForMicros the stable-for time after which it has recovered, microseconds, above 0
 */
public record HealthThreshold(double badRatio, long stableForMicros) {
    public HealthThreshold {
        if (!(badRatio > 0 && badRatio < 1)) {
            throw new IllegalArgumentException("the share of bad requests lies between 0 and 1, not at " + badRatio
                    + "; a goal of 100 % good can never be shown, ask for 99.9 %");
        }
        if (stableForMicros <= 0) {
            throw new IllegalArgumentException("stable-for is longer than 0s, not " + stableForMicros + " us");
        }
    }
}
