package dev.crossfire.scenarios;

import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.SourcePosition;
import dev.crossfire.scenarios.yaml.DocumentTree;
import dev.crossfire.scenarios.yaml.DocumentTree.Branch;
import dev.crossfire.scenarios.yaml.DocumentTree.Entry;
import dev.crossfire.scenarios.yaml.YamlTree;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A {@code --set path=value}, as an overlay of a single value. */
final class Assignment {
    private static final int LONGEST = 4096;
    private static final String WANTED = "path=value, as load.duration=2m";

    /** Parameters are single values, so whatever follows is one name. */
    private static final String PARAMETERS = "load.parameters.";

    private Assignment() {}

    /** The overlay; empty after noting why there is none. */
    static Optional<Branch> overlay(String argument, Problems problems) {
        SourcePosition.Given given = new SourcePosition.Given(MessageText.flat(argument));
        int equals = equalsAfterThePath(argument);
        if (argument.length() > LONGEST || equals < 0) {
            String found = equals < 0 ? "no '='" : "more than " + LONGEST + " letters";
            problems.add(given, found, WANTED);
            return Optional.empty();
        }
        List<String> path = path(argument.substring(0, equals).strip());
        if (path.stream().anyMatch(String::isBlank)) {
            problems.add(given, "the path " + MessageText.quoted(argument.substring(0, equals)), WANTED);
            return Optional.empty();
        }
        return value(argument.substring(equals + 1), given, problems).map(value -> nested(path, value, given));
    }

    /** The first equals sign that does not stand within quotes. */
    private static int equalsAfterThePath(String argument) {
        boolean quoted = false;
        for (int i = 0; i < argument.length(); i++) {
            char letter = argument.charAt(i);
            quoted ^= letter == '"';
            if (letter == '=' && !quoted) {
                return i;
            }
        }
        return -1;
    }

    /** The parts of a path; a part in double quotes, and the name of a parameter, may hold dots. */
    private static List<String> path(String text) {
        if (text.startsWith(PARAMETERS) && !text.startsWith(PARAMETERS + '"')) {
            return List.of("load", "parameters", text.substring(PARAMETERS.length()));
        }
        List<String> path = new ArrayList<>();
        StringBuilder part = new StringBuilder();
        boolean quoted = false;
        for (int i = 0; i < text.length(); i++) {
            char letter = text.charAt(i);
            if (letter == '"') {
                quoted = !quoted;
            } else if (letter == '.' && !quoted) {
                path.add(part.toString());
                part.setLength(0);
            } else {
                part.append(letter);
            }
        }
        path.add(quoted ? "" : part.toString());
        return path;
    }

    private static Optional<DocumentTree> value(String text, SourcePosition.Given given, Problems problems) {
        Problems ofValue = new Problems();
        Optional<DocumentTree> value = YamlTree.read("value", text, ofValue);
        if (!ofValue.none()) {
            problems.add(
                    given, MessageText.quoted(text), "a value", "quote it for the shell if it has special characters");
            return Optional.empty();
        }
        return value.map(tree -> tree.withPositions(position -> given));
    }

    private static Branch nested(List<String> path, DocumentTree value, SourcePosition.Given given) {
        DocumentTree tree = value;
        for (int i = path.size() - 1; i >= 0; i--) {
            tree = new Branch(given, List.of(new Entry(path.get(i), given, tree)));
        }
        return (Branch) tree;
    }
}
