package dev.crossfire.chaos.command;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A shipped part of an environment file with the commands of one role, to be copied and adapted.
 *
 * <p>Its file begins with comments, each {@code # key: text}; a line that begins with {@code #} and three spaces goes on
 * with the text before.
 *
 * @param name that of its file, without the ending
 * @param title what it does, in a few words
 * @param replace the words that stand for the user's own names
 * @param needs what must be installed and allowed
 * @param heals how it heals
 * @param left what a killed Crossfire leaves, and what ends that
 * @param text the whole file
 */
public record CommandRecipe(
        String name, String title, String replace, String needs, String heals, String left, String text) {
    private static final String FOLDER = "recipes/";
    private static final String COMMENT = "# ";
    private static final String CONTINUED = "#   ";

    /** The names of all that are shipped. */
    public static List<String> names() {
        return file("index.txt").lines().filter(line -> !line.isBlank()).toList();
    }

    /** The recipe of that name; empty when none is shipped. */
    public static Optional<CommandRecipe> find(String name) {
        return names().contains(name) ? Optional.of(parse(name, file(name + ".yaml"))) : Optional.empty();
    }

    private static CommandRecipe parse(String name, String text) {
        Map<String, String> about = new LinkedHashMap<>();
        String key = "";
        for (String line : text.lines().takeWhile(one -> one.startsWith("#")).toList()) {
            if (line.startsWith(CONTINUED)) {
                about.merge(key, line.substring(CONTINUED.length()), (before, more) -> before + " " + more);
            } else {
                int colon = line.indexOf(':');
                key = line.substring(COMMENT.length(), colon);
                about.put(key, line.substring(colon + 1).strip());
            }
        }
        return new CommandRecipe(
                name,
                value(name, about, "title"),
                value(name, about, "replace"),
                value(name, about, "needs"),
                value(name, about, "heals"),
                value(name, about, "left"),
                text);
    }

    private static String value(String name, Map<String, String> about, String key) {
        String value = about.get(key);
        if (value == null) {
            throw new IllegalStateException("the recipe " + name + " lacks the comment '# " + key + ": …'");
        }
        return value;
    }

    private static String file(String name) {
        try (@Nullable InputStream stream = CommandRecipe.class.getResourceAsStream(FOLDER + name)) {
            if (stream == null) {
                throw new IllegalStateException("this build lacks " + FOLDER + name);
            }
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FOLDER + name, unreadable);
        }
    }
}
