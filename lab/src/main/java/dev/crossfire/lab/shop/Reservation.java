package dev.crossfire.lab.shop;

/** A buyer's request: one seat of one event, under a key of the buyer's own choosing. */
record Reservation(long event, int seat, String buyer, String key) {

    boolean isFor(Order order) {
        return order.event() == event && order.seat() == seat && order.buyer().equals(buyer);
    }
}
