package dev.crossfire.model;

/** Which of the targets in a role a fault hits. */
public sealed interface Selection {
    /** Every one. */
    record All() implements Selection {}

    /** So many, chosen by the seed. */
    record Count(int count) implements Selection {}

    /** Such a share, rounded down, chosen by the seed. */
    record Share(Ratio share) implements Selection {}
}
