package dev.crossfire.lab.shop;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A page of all orders, by rising id.
 *
 * @param next the id from which the next page begins, or null when these were the last
 */
record OrderPage(List<Order> orders, @Nullable Long next) {}
