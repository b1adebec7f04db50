package dev.crossfire.model;

import java.time.Duration;

/** When a fault begins. */
public sealed interface Start {
    /** At a moment after t = 0. */
    record At(Duration offset) implements Start {}

    /** At a moment picked by the seed, after t = 0: not before {@code from}, before {@code to}. */
    record Between(Duration from, Duration to) implements Start {}

    /** Some time after a moment of another fault. */
    record After(String fault, FaultMoment event, Duration delay) implements Start {}

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
}
