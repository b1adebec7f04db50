package dev.crossfire.evidence;

/**
 * How many requests there were, and how many of them were bad.
 *
 * @param requests all of them
 * @param bad wrong, late or without an answer
 */
public record RequestTally(long requests, long bad) {
    /** No request at all. */
    public static final RequestTally NONE = new RequestTally(0, 0);

    public RequestTally {
        if (bad < 0 || bad > requests) {
            throw new IllegalArgumentException(bad + " bad of " + requests + " requests cannot be");
        }
    }

    /** Those with a correct answer soon enough. */
    public long good() {
        return requests - bad;
    }

    /** The share of bad ones; 0 of no requests. */
    public double badRatio() {
        return requests == 0 ? 0 : (double) bad / requests;
    }
}
