package dev.crossfire.judge.recovery;

/**
 * A span in which windows of one width held more bad requests than chance allows, from a bad request to a bad one.
 *
 * @param startMicros intended start of its first bad request
 * @param endMicros intended start of its last bad request
 * @param widthMicros width of the windows that found it: the smallest that could
 */
record UnhealthySpan(long startMicros, long endMicros, long widthMicros) {}
