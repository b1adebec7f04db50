package dev.crossfire.series.probes;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;

/** Damages a text as slips, editors and attackers do. */
final class TextMutation {
    private static final List<String> VALUES = List.of(
            "",
            "null",
            "~",
            "-1",
            "0",
            "1e400",
            "NaN",
            ".inf",
            "99999999999999999999",
            "true",
            "[]",
            "{}",
            "[[[[]]]]",
            "10s",
            "-5s",
            "9999999d",
            "100%",
            "101%",
            "0/s",
            "1e18/s",
            "*a",
            "&a b",
            "!!int x",
            "!<tag:x> y",
            "|",
            ">",
            "'",
            "\"",
            "\u0000",
            "\u001b[2J",
            "\u009b31m",
            "\u202e",
            "\u2028",
            "\ud800",
            "\ufeff",
            "\ud83d\ude00",
            "${secret:",
            "${secret:X}",
            "${base-url}",
            "..",
            "/dev/zero",
            "/proc/self/mem",
            "lab",
            "\t",
            "<<: *x");

    private final SplittableRandom random;

    TextMutation(SplittableRandom random) {
        this.random = random;
    }

    /** Damages it in one to four places. */
    String apply(String text) {
        String damaged = text;
        for (int i = 1 + random.nextInt(4); i > 0; i--) {
            damaged = once(damaged);
        }
        return damaged;
    }

    private String once(String text) {
        List<String> lines = new ArrayList<>(Arrays.asList(text.split("\n", -1)));
        int at = random.nextInt(lines.size());
        switch (random.nextInt(11)) {
            case 0 -> lines.remove(at);
            case 1 -> lines.add(at, lines.get(random.nextInt(lines.size())));
            case 2 -> lines.set(at, lines.get(at).replaceFirst(":.*", ": " + value().replace("$", "\\$")));
            case 3 -> lines.set(at, " ".repeat(random.nextInt(5)) + lines.get(at));
            case 4 -> lines.set(at, insert(lines.get(at), value()));
            case 5 -> lines.set(at, insert(lines.get(at), String.valueOf((char) random.nextInt(0x3000))));
            case 6 -> lines.set(at, swapped(lines.get(at)));
            case 7 -> lines.set(at, lines.get(at).replaceAll("[0-9]+", Long.toString(random.nextLong())));
            case 8 -> {
                return text.substring(0, random.nextInt(text.length() + 1));
            }
            case 9 -> lines.set(at, lines.get(at) + " " + nested());
            default -> lines.set(at, insert(lines.get(at), "x".repeat(1 << random.nextInt(18))));
        }
        return String.join("\n", lines);
    }

    private String value() {
        return VALUES.get(random.nextInt(VALUES.size()));
    }

    /** Deeper than any stack; shallower most of the time. */
    private String nested() {
        int deep = 1 << random.nextInt(17);
        return (random.nextBoolean() ? "[" : "{a: ").repeat(deep);
    }

    private String insert(String line, String what) {
        int at = random.nextInt(line.length() + 1);
        return line.substring(0, at) + what + line.substring(at);
    }

    private String swapped(String line) {
        if (line.length() < 2) {
            return line;
        }
        int at = random.nextInt(line.length() - 1);
        return line.substring(0, at) + line.charAt(at + 1) + line.charAt(at) + line.substring(at + 2);
    }
}
