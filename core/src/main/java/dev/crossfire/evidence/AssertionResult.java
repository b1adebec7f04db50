package dev.crossfire.evidence;

import org.jspecify.annotations.Nullable;

/**
 * The result of one of a simulation's own assertions, as Gatling evaluates it.
 *
 * @param text the assertion in Gatling's words
 * @param held whether it is met; null when there was nothing to evaluate it on
 * @param actual the figure that it was compared with, of several the one that decides; null when there is none
 * @param unit of the figure: {@code ms}, {@code ratio}, {@code requests} or {@code requests/s}
 * @param detail what else a reader needs, as the requests that do not meet it; null when nothing
 */
public record AssertionResult(
        String text,
        @Nullable Boolean held,
        @Nullable Double actual,
        String unit,
        @Nullable String detail) {}
