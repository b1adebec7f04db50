package dev.crossfire.scenarios.schema;

/** Any single value, taken as the text in the file. */
public record Scalar(String text) {}
