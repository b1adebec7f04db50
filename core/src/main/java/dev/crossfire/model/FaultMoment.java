package dev.crossfire.model;

/** The moments of a fault, in the order in which they come. */
public enum FaultMoment {
    /** Crossfire requests the fault. */
    INJECTED,
    /** The target was no longer intact. */
    EFFECTIVE,
    /** The proof that it took place. */
    CONFIRMED,
    /** It is verified to be cleared. */
    CLEARED
}
