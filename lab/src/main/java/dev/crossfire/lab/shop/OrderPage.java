package dev.crossfire.lab.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A stretch of all orders, by rising id.
 *
 * @param next the id to ask on after, or null when these were the last
 */
record OrderPage(List<Order> orders, @Nullable Long next) {}
