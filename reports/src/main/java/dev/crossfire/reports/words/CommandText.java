package dev.crossfire.reports.words;

import dev.crossfire.model.Invocation;
import dev.crossfire.model.Invocation.Flags;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The command that does a run again, for a POSIX shell.
 *
 * @param line to be pasted in the directory in which the first was typed
 * @param complete whether nothing in it was hidden because it looks like a secret
 */
public record CommandText(String line, boolean complete) {
    private static final String HIDDEN = "[hidden]";
    /** Below it stand names that a user chose; elsewhere only the last is a setting's. */
    private static final String PARAMETERS = "load.parameters.";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z0-9_@%+=:,./-]+");
    /** A character that could turn or break the text around it. */
    private static final Pattern UNPRINTABLE = Pattern.compile("[\\p{Cntrl}\\p{Cf}\\p{Zl}\\p{Zp}]");
    /** Names a secret and contains none. */
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{secret:[A-Za-z_][A-Za-z0-9_]*}");

    /** The command that does a run again. */
    public static CommandText of(Invocation typed) {
        List<String> words = new ArrayList<>(List.of(typed.program(), "run"));
        add(words, "", typed.scenario());
        add(words, "--plan", typed.plan());
        add(words, "--env", typed.environment());
        typed.sets().forEach(set -> add(words, "--set", shown(set)));
        add(words, "--class-path", typed.classPath());
        typed.plugins().forEach(plugin -> add(words, "--plugins", plugin));
        add(words, "--seed", typed.seed());
        flag(words, "--no-faults", typed.noFaults());
        flag(words, "--fast", typed.fast());
        flags(words, typed.flags());
        StringBuilder line = new StringBuilder();
        if (typed.policy() != null) {
            line.append("CROSSFIRE_POLICY=").append(quoted(typed.policy())).append(' ');
        }
        line.append(String.join(" ", words.stream().map(CommandText::quoted).toList()));
        return new CommandText(
                line.toString(),
                typed.sets()
                        .equals(typed.sets().stream().map(CommandText::shown).toList()));
    }

    /** The line alone; empty when no command was recorded. */
    public static String line(@Nullable Invocation typed) {
        return typed == null ? "" : of(typed).line();
    }

    private static void flags(List<String> words, Flags flags) {
        add(words, "--control", flags.control());
        add(words, "--confirm", flags.confirm());
        add(words, "--repeat", flags.repeat());
        add(words, "--may-fail", flags.mayFail());
        flag(words, "--no-early-stop", flags.noEarlyStop());
        flag(words, "--calibrate", flags.calibrate());
    }

    private static void add(List<String> words, String option, @Nullable Object value) {
        if (value != null) {
            flag(words, option, !option.isEmpty());
            words.add(value.toString());
        }
    }

    private static void flag(List<String> words, String option, boolean given) {
        if (given) {
            words.add(option);
        }
    }

    /** A {@code path=value}, without the value when it looks like a secret. */
    private static String shown(String set) {
        int equals = set.indexOf('=');
        String path = set.substring(0, Math.max(0, equals));
        String value = set.substring(equals + 1);
        String name = path.startsWith(PARAMETERS) ? path : path.substring(path.lastIndexOf('.') + 1);
        boolean secret = Redactor.namesSecret(name) || Redactor.holdsSecret(value);
        return secret && !REFERENCE.matcher(value).matches() ? path + "=" + HIDDEN : set;
    }

    /** A word as a shell reads it; what cannot be seen is written as octal numbers. */
    private static String quoted(String word) {
        if (PLAIN.matcher(word).matches()) {
            return word;
        }
        if (!UNPRINTABLE.matcher(word).find()) {
            return "'" + word.replace("'", "'\\''") + "'";
        }
        StringBuilder octal = new StringBuilder();
        for (byte one : word.getBytes(StandardCharsets.UTF_8)) {
            String letter = String.valueOf((char) (one & 0xff));
            boolean plain = PLAIN.matcher(letter).matches() && one != '%' && one != '-';
            octal.append(plain ? letter : String.format(Locale.ROOT, "\\%03o", one & 0xff));
        }
        return "\"$(printf '" + octal + "')\"";
    }
}
