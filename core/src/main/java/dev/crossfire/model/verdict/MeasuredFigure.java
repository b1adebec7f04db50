package dev.crossfire.model.verdict;

import org.jspecify.annotations.Nullable;

/** A figure with the bounds that are known; {@code unit} is {@code s}, {@code ms} or {@code ratio}. */
public record MeasuredFigure(
        double value, @Nullable Double low, @Nullable Double high, String unit) {}
