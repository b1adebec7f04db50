package dev.crossfire.model.quantity;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * A share between nothing and all, written {@code 99%} or {@code 0.99}.
 *
 * @param value 0 to 1
 */
public record Ratio(double value) {
    private static final BigDecimal PERCENT = BigDecimal.valueOf(100);

    public Ratio {
        if (!(value >= 0 && value <= 1)) {
            throw new IllegalArgumentException("a ratio lies between 0 and 1, not at " + value);
        }
    }

    /**
     * Reads {@code 99%}, {@code 99.5 %} or {@code 0.99}.
     *
     * @throws IllegalArgumentException naming what was found and what was expected
     */
    public static Ratio parse(String text) {
        String digits = text.strip();
        boolean percent = digits.endsWith("%");
        try {
            BigDecimal number = new BigDecimal(
                    percent ? digits.substring(0, digits.length() - 1).strip() : digits);
            return new Ratio((percent ? number.divide(PERCENT) : number).doubleValue());
        } catch (NumberFormatException notANumber) {
            throw new IllegalArgumentException("'" + text + "' is not a ratio; expected 99% or 0.99", notANumber);
        }
    }

    /** Writes the ratio as {@link #parse} reads it, in percent. */
    @Override
    public String toString() {
        BigDecimal percent = BigDecimal.valueOf(value).multiply(PERCENT).setScale(10, RoundingMode.HALF_UP);
        return percent.stripTrailingZeros().toPlainString() + "%";
    }
}
