package dev.crossfire.judge.objective;

import dev.crossfire.model.ObjectiveSettings;

/** A number of harmed writes that can be borne. */
interface WritesAtMost extends ObjectiveSettings {
    /** The number. */
    int atMost();

    @Override
    default boolean needsLedger() {
        return true;
    }

    @Override
    default String target() {
        return "<= " + atMost() + " writes";
    }
}
