package dev.crossfire.lab.link;

/** What a link does with the connections through it. */
public enum Mode {
    /** Bytes pass, after their lag. */
    PASSING,
    /** Nothing passes and clients get no error: connections hang, as when packets are dropped. */
    BLACKHOLED,
    /** Every connection is reset, new ones too. */
    REFUSING
}
