package dev.crossfire.scenarios;

/** Any single value, taken as the text that stands there. */
record Scalar(String text) {}
