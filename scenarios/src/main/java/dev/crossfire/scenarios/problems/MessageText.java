package dev.crossfire.scenarios.problems;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import org.apache.commons.text.similarity.LevenshteinDistance;
import org.jspecify.annotations.Nullable;

/** Words for messages: quotes, lists of names and suggestions. */
public final class MessageText {
    private static final int LONGEST_QUOTE = 60;
    private static final int MOST_LISTED = 12;

    private MessageText() {}

    /** A text in quotes, on one line and not too long. */
    public static String quoted(String text) {
        return "'" + flat(text) + "'";
    }

    /** A text on one line and not too long. */
    public static String flat(String text) {
        String flat = text.replaceAll("\\p{Cntrl}+", " ");
        return flat.length() > LONGEST_QUOTE ? flat.substring(0, LONGEST_QUOTE) + "…" : flat;
    }

    /** Names with commas between them. */
    public static String list(Collection<String> names) {
        String shown = String.join(", ", names.stream().limit(MOST_LISTED).toList());
        return names.size() > MOST_LISTED ? shown + ", …" : shown;
    }

    /** "one of: a, b", or just the one, or "none". */
    public static String oneOf(Collection<String> names) {
        return switch (names.size()) {
            case 0 -> "none";
            case 1 -> names.iterator().next();
            default -> "one of: " + list(names);
        };
    }

    /** "did you mean x?" for the name that is nearest to what was written; null when none is near. */
    public static @Nullable String didYouMean(String written, Collection<String> names) {
        return nearest(written, names).map(name -> "did you mean " + name + "?").orElse(null);
    }

    /** The name nearest to what was written, if it is near enough to be a slip. */
    public static Optional<String> nearest(String written, Collection<String> names) {
        String plain = plain(written);
        int most = Math.max(1, Math.min(3, plain.length() / 3));
        LevenshteinDistance distance = new LevenshteinDistance(most);
        record Near(String name, int away) {}
        return names.stream()
                .map(name -> new Near(name, distance.apply(plain, plain(name))))
                .filter(near -> near.away() >= 0)
                .min(Comparator.comparingInt(Near::away))
                .map(Near::name);
    }

    /** Lower case without separators, so that {@code at_most}, {@code atMost} and {@code at-most} are the same. */
    private static String plain(String text) {
        String cut = text.length() > LONGEST_QUOTE ? text.substring(0, LONGEST_QUOTE) : text;
        return cut.toLowerCase(Locale.ROOT).replaceAll("[-_ ]", "");
    }
}
