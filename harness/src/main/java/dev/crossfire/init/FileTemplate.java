package dev.crossfire.init;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A text with names between @ signs, which values replace. */
final class FileTemplate {
    private static final Pattern NAME = Pattern.compile("@([A-Z_]+)@");

    private FileTemplate() {}

    /**
     * The text of a resource of this package with its values.
     *
     * @throws IllegalStateException when a value is missing
     */
    static String filled(String resource, Map<String, String> values) throws IOException {
        return NAME.matcher(read(resource)).replaceAll(found -> {
            @Nullable String value = values.get(found.group(1));
            if (value == null) {
                throw new IllegalStateException(resource + " needs a value for " + found.group());
            }
            return Matcher.quoteReplacement(value);
        });
    }

    /** The text of a resource of this package. */
    static String read(String resource) throws IOException {
        try (@Nullable InputStream content = FileTemplate.class.getResourceAsStream(resource)) {
            if (content == null) {
                throw new IllegalStateException("this build lacks " + resource);
            }
            return new String(content.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
