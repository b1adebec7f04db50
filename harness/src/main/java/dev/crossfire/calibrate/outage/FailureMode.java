package dev.crossfire.calibrate.outage;

/** How an outage breaks a request. */
public enum FailureMode {
    /** It is answered at once, with 503. */
    FAIL,
    /** Its connection is reset; where all are hit, the port does not listen either. */
    REFUSE,
    /** It is never answered. */
    HANG,
    /** It is answered rightly, and too late. */
    SLOW
}
