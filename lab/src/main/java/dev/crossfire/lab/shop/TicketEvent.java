package dev.crossfire.lab.shop;

/**
 * Something seats are sold for.
 *
 * @param priceCents price of one seat, in cents
 * @param seats how many there are, numbered from 1
 * @param left how many are not sold, as of a moment ago
 */
record TicketEvent(long id, String name, int priceCents, int seats, long left) {}
