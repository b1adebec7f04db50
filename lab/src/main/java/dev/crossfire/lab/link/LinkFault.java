package dev.crossfire.lab.link;

/** Something that is wrong with a link; several at once add up. */
public sealed interface LinkFault {
    /** The bytes of one direction are kept back. */
    record Slow(Direction direction, LinkDelay lag) implements LinkFault {}

    /** Packets of one direction are lost, and sent again by TCP. */
    record Lossy(Direction direction, Loss loss) implements LinkFault {}

    /** Nothing passes and clients get no error; data on its way arrives when this ends. */
    record Blackholed() implements LinkFault {}

    /** Every connection is reset, new ones too; through a link that is also blackholed, no reset arrives. */
    record Refusing() implements LinkFault {}

    /** One of the two ways bytes travel through a link. */
    enum Direction {
        TO_UPSTREAM,
        TO_CLIENT
    }
}
