package dev.crossfire.scenarios;

import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.SourcePosition;
import dev.crossfire.scenarios.yaml.YamlNode;
import dev.crossfire.scenarios.yaml.YamlNode.KeyValue;
import dev.crossfire.scenarios.yaml.YamlNode.MappingNode;
import dev.crossfire.scenarios.yaml.YamlParser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The option {@code --set path=value}, read as an overlay with a single value. */
final class SetOption {
    private static final int MAX_LENGTH = 4096;
    private static final String EXPECTED = "path=value, such as load.duration=2m";

    /** Parameters are single values, so whatever follows is one name. */
    private static final String PARAMETERS = "load.parameters.";

    private SetOption() {}

    /** The overlay; empty after noting why there is none. */
    static Optional<MappingNode> overlay(String argument, Problems problems) {
        SourcePosition.Given given = new SourcePosition.Given(MessageText.flat(argument));
        int equals = equalsAfterThePath(argument);
        if (argument.length() > MAX_LENGTH || equals < 0) {
            String found = equals < 0 ? "no '='" : "more than " + MAX_LENGTH + " letters";
            problems.add(given, found, EXPECTED);
            return Optional.empty();
        }
        List<String> path = path(argument.substring(0, equals).strip());
        if (path.stream().anyMatch(String::isBlank)) {
            problems.add(given, "the path " + MessageText.quoted(argument.substring(0, equals)), EXPECTED);
            return Optional.empty();
        }
        return value(argument.substring(equals + 1), given, problems).map(value -> nested(path, value, given));
    }

    /** The first equals sign outside quotes. */
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

    private static Optional<YamlNode> value(String text, SourcePosition.Given given, Problems problems) {
        Problems ofValue = new Problems();
        Optional<YamlNode> value = YamlParser.read("value", text, ofValue);
        if (!ofValue.isEmpty()) {
            problems.add(
                    given, MessageText.quoted(text), "a value", "quote it for the shell if it has special characters");
            return Optional.empty();
        }
        return value.map(node -> node.withPositions(position -> given));
    }

    private static MappingNode nested(List<String> path, YamlNode value, SourcePosition.Given given) {
        YamlNode node = value;
        for (int i = path.size() - 1; i >= 0; i--) {
            node = new MappingNode(given, List.of(new KeyValue(path.get(i), given, node)));
        }
        return (MappingNode) node;
    }
}
