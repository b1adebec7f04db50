package dev.crossfire.scenarios.binding;

import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Origins;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.yaml.DocumentTree.Branch;
import java.util.Set;

/** Sees that an id is given once. */
record UniqueIds(Problems problems, Origins origins) {
    void once(Branch branch, String pointer, Set<String> seen) {
        branch.text("id").filter(id -> !seen.add(id)).ifPresent(id -> origins.place(pointer + "/id")
                .ifPresent(place ->
                        problems.add(place, "the id " + MessageText.quoted(id) + " a second time", "each id once")));
    }
}
