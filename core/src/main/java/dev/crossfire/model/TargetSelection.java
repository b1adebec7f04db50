package dev.crossfire.model;

import dev.crossfire.model.quantity.Ratio;

/** Which of the targets in a role a fault hits. */
public sealed interface TargetSelection {
    /** Every one. */
    record All() implements TargetSelection {}

    /** So many, chosen by the seed. */
    record Count(int count) implements TargetSelection {}

    /** Such a share, rounded down, chosen by the seed. */
    record Share(Ratio share) implements TargetSelection {}
}
