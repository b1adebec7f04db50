package dev.crossfire.lab.link;

/** Something that is wrong with a link; several at once add up. */
public sealed interface Ailment {
    /** The bytes of one direction are kept back. */
    record Slow(Direction direction, Lag lag) implements Ailment {}

    /** Packets of one direction are lost, and sent again by TCP. */
    record Lossy(Direction direction, Loss loss) implements Ailment {}

    /** Nothing passes and nobody is told; what is on its way arrives when this ends. */
    record Blackholed() implements Ailment {}

    /** Every connection is reset, new ones too; nobody hears of it through a link that is also blackholed. */
    record Refusing() implements Ailment {}
}
