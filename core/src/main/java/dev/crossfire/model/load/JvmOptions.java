package dev.crossfire.model.load;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * How the load generator's Java is started, beside the options of Crossfire and {@code JAVA_OPTS}; the last one wins.
 *
 * @param heap the most memory it may use, as {@code 2g}; null for Java's own choice
 * @param options more options, as {@code -XX:+UseZGC}
 */
public record JvmOptions(@Nullable String heap, List<String> options) {
    /** Nothing beyond the default. */
    public static final JvmOptions NONE = new JvmOptions(null, List.of());

    public JvmOptions {
        options = List.copyOf(options);
    }
}
