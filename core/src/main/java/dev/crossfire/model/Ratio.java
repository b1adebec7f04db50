package dev.crossfire.model;

/**
 * A share between nothing and all.
 *
 * @param value 0 to 1
 */
public record Ratio(double value) {
    public Ratio {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("a ratio lies between 0 and 1, not at " + value);
        }
    }
}
