package dev.crossfire.scenarios.yaml;

import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.SourcePosition;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.snakeyaml.engine.v2.exceptions.Mark;
import org.snakeyaml.engine.v2.exceptions.MarkedYamlEngineException;
import org.snakeyaml.engine.v2.exceptions.ReaderException;
import org.snakeyaml.engine.v2.exceptions.YamlEngineException;

/** Explains a YAML syntax error in the user's terms, with a hint at the likely mistake. */
final class YamlErrorHints {
    private static final Pattern TAB_INDENT = Pattern.compile("(?m)^( *)\t");
    private static final int MOST_TABS = 20;
    private static final List<KnownError> KNOWN_ERRORS = List.of(
            new KnownError(
                    "mapping values are not allowed here",
                    "a ':' where no key can end",
                    "one key per line, its value behind it",
                    "is the line indented too far, or does a value with ': ' in it lack quotes?"),
            new KnownError(
                    "expected ',' or '}'",
                    "a mapping that goes on without a ',' or does not end",
                    "',' between its entries and '}' behind the last",
                    null),
            new KnownError(
                    "expected ',' or ']'",
                    "a list that goes on without a ',' or does not end",
                    "',' between its entries and ']' behind the last",
                    null),
            new KnownError(
                    "sequence entries are not allowed here",
                    "a '-' where no list can begin",
                    "the list on a line of its own below the key",
                    "move the '-' to the next line"),
            new KnownError(
                    "expected <block end>, but found '-'",
                    "a '-' at this depth",
                    "a key, as on the lines before",
                    "indent the list under its key, or write the key's ':'"),
            new KnownError(
                    "expected <block end>, but found '<block mapping start>'",
                    "a line that is indented deeper than its neighbours",
                    "the same depth as the lines before",
                    "remove the surplus spaces"),
            new KnownError(
                    "expected <block end>, but found",
                    "a line that fits no depth before it",
                    "a line as deep as one of those around it",
                    "check the indentation, and that a '-' begins each entry of a list"),
            new KnownError(
                    "could not find expected ':'",
                    "a line without a ':'",
                    "a key, ':' and a value",
                    "is the ':' missing?"),
            new KnownError(
                    "found unexpected end of stream", "the end of the file inside quotes", "the closing quote", null),
            new KnownError(
                    "that cannot start any token",
                    "a character that begins no value",
                    "a value in quotes",
                    "in YAML a value can begin with neither @ nor % nor `"));

    private final String file;
    private final String text;
    private final Problems problems;

    private record KnownError(
            String message,
            String found,
            String expected,
            @Nullable String hint) {
        /** The hint, or at least where the broken part begins. */
        @Nullable
        String hint(Optional<Mark> began) {
            return hint == null
                    ? began.map(mark -> "it began in line " + (mark.getLine() + 1))
                            .orElse(null)
                    : hint;
        }
    }

    YamlErrorHints(String file, String text, Problems problems) {
        this.file = file;
        this.text = text;
        this.problems = problems;
    }

    void explain(YamlEngineException broken) {
        if (tabs()) {
            return;
        }
        if (broken instanceof MarkedYamlEngineException marked) {
            explain(marked);
        } else if (broken instanceof ReaderException reader) {
            String before = text.substring(0, text.offsetByCodePoints(0, reader.getPosition()));
            String letter = String.format("the character U+%04X", reader.getCodePoint());
            problems.add(SourcePosition.InFile.endOf(file, before), letter, "printable text", null);
        } else {
            problems.add(new SourcePosition.InFile(file, 1, 1), message(broken.getMessage()), "YAML");
        }
    }

    private void explain(MarkedYamlEngineException broken) {
        SourcePosition position = broken.getProblemMark()
                .or(broken::getContextMark)
                .map(mark -> YamlParser.position(file, mark))
                .orElse(new SourcePosition.InFile(file, 1, 1));
        String message = message(broken.getProblem());
        Optional<KnownError> slip = KNOWN_ERRORS.stream()
                .filter(one -> message.contains(one.message()))
                .findFirst();
        if (slip.isPresent()) {
            problems.add(
                    position,
                    slip.get().found(),
                    slip.get().expected(),
                    slip.get().hint(broken.getContextMark()));
        } else {
            problems.add(
                    position,
                    "text that is not YAML: " + message,
                    "YAML",
                    "put values with special characters in quotes");
        }
    }

    /** Notes tabs: they cause most syntax errors, and the parser's message does not mention them. */
    private boolean tabs() {
        Matcher tab = TAB_INDENT.matcher(text);
        int found = 0;
        while (tab.find() && found < MOST_TABS) {
            SourcePosition.InFile position = SourcePosition.InFile.endOf(
                    file, text.substring(0, tab.start() + tab.group(1).length()));
            problems.add(position, "a tab", "spaces", "YAML takes no tabs in front of a line");
            found++;
        }
        return found > 0;
    }

    private static String message(@Nullable String message) {
        return message == null ? "an unreadable text" : message.replaceAll("\\s+", " ");
    }
}
