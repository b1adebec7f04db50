package dev.crossfire.scenarios;

import dev.crossfire.scenarios.DocumentTree.Branch;
import java.util.Set;

/** Sees that an id is given once. */
record UniqueIds(Problems problems, Origins origins) {
    void once(Branch branch, String pointer, Set<String> seen) {
        branch.text("id").filter(id -> !seen.add(id)).ifPresent(id -> origins.place(pointer + "/id")
                .ifPresent(place ->
                        problems.add(place, "the id " + MessageText.quoted(id) + " a second time", "each id once")));
    }
}
