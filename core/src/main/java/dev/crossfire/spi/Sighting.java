package dev.crossfire.spi;

/**
 * What one look at a target saw.
 *
 * @param whole the target serves as it did before the fault
 * @param bitten the proof that the fault took place is there
 * @param cleared nothing of the fault is left
 * @param seen what was seen, in words
 */
public record Sighting(boolean whole, boolean bitten, boolean cleared, String seen) {}
