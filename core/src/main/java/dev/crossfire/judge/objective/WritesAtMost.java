package dev.crossfire.judge.objective;

import dev.crossfire.model.ObjectiveSettings;
import dev.crossfire.model.Source;
import java.util.Set;

/** A number of harmed writes that can be borne. */
interface WritesAtMost extends ObjectiveSettings {
    /** The number. */
    int atMost();

    @Override
    default Set<Source> sources() {
        return Set.of(Source.WRITES);
    }

    @Override
    default String target() {
        return "<= " + atMost() + " writes";
    }
}
