package dev.crossfire.lab.shop;

import java.time.Instant;

/**
 * A seat sold.
 *
 * @param key the buyer's idempotency key, by which an order can be told from its repetition
 * @param at when the database began the sale, by its own clock
 */
record Order(long id, long event, int seat, String buyer, String key, Instant at) {}
