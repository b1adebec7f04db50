package dev.crossfire.lab.fis.model;

/** A status and, in a sentence, why. */
public record State(Status status, String reason) {}
