package dev.crossfire.lab.balancer;

import java.util.Locale;

/** Why the balancer, and not a backend, answered a request. */
enum FailureCause {
    NO_BACKEND(503, "no backend is healthy"),
    OVERLOADED(503, "too many requests are in flight"),
    QUEUE_FULL(503, "too many requests wait for this backend"),
    UNREACHABLE(502, "the backend could not be connected to"),
    BROKEN(502, "the backend's connection broke before it answered"),
    TOO_SLOW(504, "the backend took too long to answer");

    private final int status;
    private final String detail;

    FailureCause(int status, String detail) {
        this.status = status;
        this.detail = detail;
    }

    int status() {
        return status;
    }

    /** The name as programs read it. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** A body that needs no escaping. */
    String json() {
        return "{\"error\":\"" + word() + "\",\"detail\":\"" + detail + "\"}";
    }
}
