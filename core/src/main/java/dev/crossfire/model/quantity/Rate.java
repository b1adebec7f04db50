package dev.crossfire.model.quantity;

import java.math.BigDecimal;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * How often something happens, written {@code 40/s}, {@code 1200/min} or {@code 600/h}.
 *
 * @param perSecond events a second, not negative
 */
public record Rate(double perSecond) {
    private static final Pattern SHAPE = Pattern.compile("(\\d+(?:\\.\\d+)?)\\s*/\\s*(s|min|h)");

    public Rate {
        if (!(perSecond >= 0 && perSecond < Double.POSITIVE_INFINITY)) {
            throw new IllegalArgumentException("a rate is 0 or more a second, not " + perSecond);
        }
    }

    /**
     * Reads a rate with its unit.
     *
     * @throws IllegalArgumentException naming what was found and what was expected
     */
    public static Rate parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not a rate; expected 40/s, 1200/min or 600/h");
        }
        double number = Double.parseDouble(matcher.group(1));
        return new Rate(
                switch (matcher.group(2)) {
                    case "s" -> number;
                    case "min" -> number / 60;
                    default -> number / 3600;
                });
    }

    @Override
    public String toString() {
        return BigDecimal.valueOf(perSecond).stripTrailingZeros().toPlainString() + "/s";
    }
}
