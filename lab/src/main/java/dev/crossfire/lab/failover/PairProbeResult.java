package dev.crossfire.lab.failover;

/**
 * What one probe of the writer saw.
 *
 * @param writer whether the writer answered in time, as a writer
 * @param reader whether the writer has a reader that streams
 */
record PairProbeResult(boolean writer, boolean reader) {
    static final PairProbeResult NOTHING = new PairProbeResult(false, false);
}
