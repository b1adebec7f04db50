package dev.crossfire.scenarios.language;

import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.yaml.DocumentTree.Branch;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The kinds of files that users write, identified by the keys that only one of them has. */
public enum FileKind {
    SCENARIO("a scenario", "give it as SCENARIO", "load|faults|objectives"),
    ENVIRONMENT("an environment", "give it with --env", "environment|kind|roles"),
    POLICY("a policy", "name it in the variable CROSSFIRE_POLICY", "policy");

    private final String name;
    private final String use;
    private final Pattern own;

    FileKind(String name, String use, String own) {
        this.name = name;
        this.use = use;
        this.own = Pattern.compile(own);
    }

    /** Whether a file may be of this kind; when it is clearly of another, that is the one problem worth noting. */
    public boolean holds(Branch root, Problems problems) {
        List<String> keys = root.keys();
        if (has(keys)) {
            return true;
        }
        Optional<FileKind> other = Stream.of(values())
                .filter(kind -> kind != this && kind.has(keys))
                .findFirst();
        other.ifPresent(kind -> problems.add(root.place(), kind.name, name, kind.use));
        return other.isEmpty();
    }

    private boolean has(List<String> keys) {
        return keys.stream().anyMatch(key -> own.matcher(key).matches());
    }
}
