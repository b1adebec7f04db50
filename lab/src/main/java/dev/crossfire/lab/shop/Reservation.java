package dev.crossfire.lab.shop;

/** What a buyer asks for: one seat of one event, under a key of the buyer's own choosing. */
record Reservation(long event, int seat, String buyer, String key) {

    boolean isFor(Order order) {
        return order.event() == event && order.seat() == seat && order.buyer().equals(buyer);
    }
}
