package dev.crossfire.scenarios.schema;

/**
 * A part of a file, bound even where something is wrong with it, so that the rest can be checked in the same pass.
 *
 * <p>Every component is nullable; what a file must give is {@link Required}.
 */
public interface BoundPart {}
