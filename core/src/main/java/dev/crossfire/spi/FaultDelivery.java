package dev.crossfire.spi;

/**
 * How much of what a fault was to do it did, in its own units, as killed pods.
 *
 * @param asked what the scenario asks for
 * @param done what is known to have been done
 */
public record FaultDelivery(int asked, int done) {}
