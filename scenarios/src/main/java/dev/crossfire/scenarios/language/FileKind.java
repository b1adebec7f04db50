package dev.crossfire.scenarios.language;

import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.yaml.YamlNode.MappingNode;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kinds of files that users write, identified by the keys that only one of them has. */
public enum FileKind {
    SCENARIO("a scenario file", "give it as SCENARIO", "load|faults|objectives"),
    ENVIRONMENT("an environment file", "give it with --env", "environment|kind|roles"),
    POLICY("a policy file", "name it in the variable CROSSFIRE_POLICY", "policy");

    private final String name;
    private final String use;
    private final Pattern own;

    FileKind(String name, String use, String own) {
        this.name = name;
        this.use = use;
        this.own = Pattern.compile(own);
    }

    /** Whether a file may be of this kind; notes when it is clearly of another, which is then its only problem. */
    public boolean accepts(MappingNode root, Problems problems) {
        List<String> keys = root.keys();
        if (hasOwnKey(keys)) {
            return true;
        }
        Optional<FileKind> other = Stream.of(values())
                .filter(kind -> kind != this && kind.hasOwnKey(keys))
                .findFirst();
        other.ifPresent(kind -> problems.add(root.position(), kind.name + " here", name, kind.use));
        return other.isEmpty();
    }

    private boolean hasOwnKey(List<String> keys) {
        return keys.stream().anyMatch(key -> own.matcher(key).matches());
    }
}
