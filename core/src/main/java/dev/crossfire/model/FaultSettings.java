package dev.crossfire.model;

/** Marks the record that contains one fault kind's own settings; its components are the settings' names. */
public interface FaultSettings {
    /** Whether it may hit everything that plays its role, and the selection only limits how much at one time. */
    default boolean roams() {
        return false;
    }

    /** Whether it may hit a target of its role, by what the target's tags say. */
    default boolean mayHit(Target target) {
        return true;
    }

    /** How often it acts, if nothing keeps it from that. */
    default int times() {
        return 1;
    }
}
