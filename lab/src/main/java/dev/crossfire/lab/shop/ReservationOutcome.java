package dev.crossfire.lab.shop;

/** What became of a reservation. */
sealed interface ReservationOutcome {
    record Sold(Order order) implements ReservationOutcome {}

    /** The same buyer sent the same request before: this is what was sold then. */
    record SoldBefore(Order order) implements ReservationOutcome {}

    /** The key belongs to another reservation. */
    record KeyReused() implements ReservationOutcome {}

    record SeatTaken() implements ReservationOutcome {}

    record SoldOut() implements ReservationOutcome {}

    record NoSuchEvent() implements ReservationOutcome {}

    record NoSuchSeat(int seats) implements ReservationOutcome {}
}
