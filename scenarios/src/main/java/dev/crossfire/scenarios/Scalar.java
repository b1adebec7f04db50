package dev.crossfire.scenarios;

/** Any single value, taken as the text in the file. */
record Scalar(String text) {}
