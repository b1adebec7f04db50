package dev.crossfire.model.quantity;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** An amount in US dollars, written {@code 5 USD}. */
public record DollarAmount(double amount) {
    /** How it is written. */
    public static final Pattern SHAPE = Pattern.compile("(\\d{1,9}(?:\\.\\d{1,2})?)\\s*USD");

    /**
     * Reads an amount.
     *
     * @throws IllegalArgumentException when the text is no amount in US dollars
     */
    public static DollarAmount parse(String text) {
        Matcher matcher = SHAPE.matcher(text.strip());
        if (!matcher.matches()) {
            throw new IllegalArgumentException("'" + text + "' is not an amount; expected 5 USD");
        }
        return new DollarAmount(Double.parseDouble(matcher.group(1)));
    }
}
