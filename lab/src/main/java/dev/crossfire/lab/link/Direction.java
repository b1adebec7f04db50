package dev.crossfire.lab.link;

/** One of the two ways bytes travel through a link. */
public enum Direction {
    TO_UPSTREAM,
    TO_CLIENT
}
