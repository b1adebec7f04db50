package dev.crossfire.model.quantity;

import java.util.regex.Pattern;

/** So many of a number, or such a share of them, written {@code 3} or {@code 30%}. */
public sealed interface CountOrShare {
    /** How many of a total that is at most. */
    int of(int all);

    /** So many, however many there are. */
    record Count(int count) implements CountOrShare {
        public Count {
            if (count < 0) {
                throw new IllegalArgumentException("a number is 0 or more, not " + count);
            }
        }

        @Override
        public int of(int all) {
            return Math.min(count, all);
        }

        @Override
        public String toString() {
            return Integer.toString(count);
        }
    }

    /** Such a share of them, rounded down. */
    record Share(Ratio share) implements CountOrShare {
        @Override
        public int of(int all) {
            // A product such as 0.3 × 10 falls a hair short of its whole number.
            return (int) Math.floor(share.value() * all + 1e-9);
        }

        @Override
        public String toString() {
            return share.toString();
        }
    }

    /** The form of a number. */
    Pattern WHOLE = Pattern.compile("\\d{1,6}");

    /**
     * Reads {@code 3} or {@code 30%}.
     *
     * @throws IllegalArgumentException naming what was found and what was expected
     */
    static CountOrShare parse(String text) {
        String compact = text.strip();
        if (WHOLE.matcher(compact).matches()) {
            return new Count(Integer.parseInt(compact));
        }
        if (compact.endsWith("%")) {
            return new Share(Ratio.parse(compact));
        }
        throw new IllegalArgumentException("'" + text + "' is invalid; expected a number or a share, such as 3 or 30%");
    }
}
