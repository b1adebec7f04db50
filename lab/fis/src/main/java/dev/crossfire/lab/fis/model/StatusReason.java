package dev.crossfire.lab.fis.model;

/** A status and, in a sentence, why. */
public record StatusReason(Status status, String reason) {}
