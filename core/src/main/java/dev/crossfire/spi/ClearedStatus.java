package dev.crossfire.spi;

/**
 * Whether nothing of a fault is left.
 *
 * @param cleared nothing of it is left, and nothing of it will come
 * @param detail the evidence, as text
 */
public record ClearedStatus(boolean cleared, String detail) {}
