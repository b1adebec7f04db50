package dev.crossfire.calibrate.outage;

import java.time.Duration;

/** How much of a lane's traffic an outage takes, and whether it ends at once. */
public enum OutageShape {
    ALL("all fail", 1, Duration.ZERO),
    HALF("half fail", 0.5, Duration.ZERO),
    TENTH("a tenth fails", 0.1, Duration.ZERO),
    SHORT_RAMP("ramp down over 3 s", 1, Duration.ofSeconds(3)),
    LONG_RAMP("ramp down over 15 s", 1, Duration.ofSeconds(15)),
    NONE("none", 0, Duration.ZERO);

    private final String words;
    private final double severity;
    private final Duration ramp;

    OutageShape(String words, double severity, Duration ramp) {
        this.words = words;
        this.severity = severity;
        this.ramp = ramp;
    }

    /** As people read it. */
    public String words() {
        return words;
    }

    /** The bad ratio while it lasts in full, 0 to 1. */
    public double severity() {
        return severity;
    }

    /** How long it then takes to fade away, linearly; zero when it ends at once. */
    public Duration ramp() {
        return ramp;
    }
}
