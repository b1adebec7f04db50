package dev.crossfire.model;

/** What a scenario expects a fault to do to users. */
public enum ExpectedEffect {
    /** Users are affected; if none are, the load may not reach what was broken. */
    IMPACT,
    /** Users are not affected; if some are, the run fails. */
    NO_IMPACT
}
