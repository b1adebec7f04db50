package dev.crossfire.model;

/** The moments of a fault, in the order in which they come. */
public enum FaultMoment {
    /** We asked. */
    INJECTED,
    /** The target was no longer whole. */
    EFFECTIVE,
    /** The proof that it took place. */
    CONFIRMED,
    /** It is seen to be gone. */
    CLEARED
}
