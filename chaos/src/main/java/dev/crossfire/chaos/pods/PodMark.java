package dev.crossfire.chaos.pods;

/**
 * A pod that is marked to be killed.
 *
 * @param version which the mark made of it: whatever is done to the pod after makes another
 */
public record PodMark(Pod pod, String version) {}
