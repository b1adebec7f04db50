package dev.crossfire.spi;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A version of what plug-ins implement and use: the packages {@code dev.crossfire.spi}, {@code .model} and {@code .evidence}.
 *
 * @param major grows when a plug-in must be changed or compiled again
 * @param minor grows when there is something new that a plug-in may use
 */
public record SpiVersion(int major, int minor) {
    /** The one of this Crossfire. */
    public static final SpiVersion CURRENT = new SpiVersion(1, 0);

    private static final Pattern TEXT = Pattern.compile("(\\d{1,6})\\.(\\d{1,6})");

    /** Reads {@code 1.0}; empty when the text is no version. */
    public static Optional<SpiVersion> parse(String text) {
        Matcher parts = TEXT.matcher(text.strip());
        return parts.matches()
                ? Optional.of(new SpiVersion(Integer.parseInt(parts.group(1)), Integer.parseInt(parts.group(2))))
                : Optional.empty();
    }

    /** Whether a plug-in that was compiled against another version works with this one. */
    public boolean accepts(SpiVersion compiledAgainst) {
        return compiledAgainst.major == major && compiledAgainst.minor <= minor;
    }

    @Override
    public String toString() {
        return major + "." + minor;
    }
}
