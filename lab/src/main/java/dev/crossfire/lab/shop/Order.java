package dev.crossfire.lab.shop;

import java.time.Instant;

/**
 * A seat sold.
 *
 * @param key the buyer's idempotency key, which distinguishes an order from its repetition
 * @param at when the database began the sale, by its own clock
 */
record Order(long id, long event, int seat, String buyer, String key, Instant at) {}
