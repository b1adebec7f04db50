package dev.crossfire.lab.shop;

/** What became of a reservation. */
sealed interface Outcome {
    record Sold(Order order) implements Outcome {}

    /** The same buyer asked for the same before: this is what was sold then. */
    record SoldBefore(Order order) implements Outcome {}

    /** The key belongs to another reservation. */
    record KeyReused() implements Outcome {}

    record SeatTaken() implements Outcome {}

    record SoldOut() implements Outcome {}

    record NoSuchEvent() implements Outcome {}

    record NoSuchSeat(int seats) implements Outcome {}
}
