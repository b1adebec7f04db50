package dev.crossfire.chaos.injection;

import org.jspecify.annotations.Nullable;

/**
 * How a command ended.
 *
 * @param begun false only when the target certainly was not and will not be touched
 * @param problem what went wrong, in the environment's words; null when nothing did
 */
public record CommandResult(boolean begun, @Nullable String problem) {}
