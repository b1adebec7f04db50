package dev.crossfire.model.quantity;

import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.function.UnaryOperator;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A value of {@code load.parameters} with {@code ${base-url}} and {@code ${secret:NAME}} in it.
 *
 * <p>Plans, journals and reports contain the text as it was written; only the load generator's process resolves it.
 */
public final class ParameterText {
    /** What a parameter may refer to, for messages. */
    public static final String WANTED = "${base-url} or ${secret:NAME}";

    private static final String BASE_URL = "base-url";
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{([^}]*)}");
    private static final Pattern SECRET = Pattern.compile("secret:([A-Za-z_][A-Za-z0-9_]*)");

    private ParameterText() {}

    /** The names of the secrets that these values refer to, sorted. */
    public static List<String> secrets(Collection<String> values) {
        return values.stream()
                .flatMap(value -> REFERENCE.matcher(value).results())
                .map(reference -> SECRET.matcher(reference.group(1)))
                .filter(Matcher::matches)
                .map(name -> name.group(1))
                .distinct()
                .sorted()
                .toList();
    }

    /** Whether a value refers to the environment's address. */
    public static boolean needsBaseUrl(String value) {
        return REFERENCE.matcher(value).results().anyMatch(reference -> reference
                .group(1)
                .equals(BASE_URL));
    }

    /** The first reference in a value that is neither of the two, as it stands there; empty when there is none. */
    public static Optional<String> unknownReference(String value) {
        return REFERENCE
                .matcher(value)
                .results()
                .filter(reference -> !reference.group(1).equals(BASE_URL)
                        && !SECRET.matcher(reference.group(1)).matches())
                .map(MatchResult::group)
                .findFirst();
    }

    /**
     * A value with its references replaced; unknown ones stay as they are.
     *
     * @param secret gives a secret by its name
     */
    public static String resolved(String value, String baseUrl, UnaryOperator<String> secret) {
        return REFERENCE.matcher(value).replaceAll(reference -> {
            Matcher named = SECRET.matcher(reference.group(1));
            String text = named.matches()
                    ? secret.apply(named.group(1))
                    : reference.group(1).equals(BASE_URL) ? baseUrl : reference.group();
            return Matcher.quoteReplacement(text);
        });
    }
}
