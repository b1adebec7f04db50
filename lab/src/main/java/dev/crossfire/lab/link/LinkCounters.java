package dev.crossfire.lab.link;

/**
 * The counters of a link, read at one moment.
 *
 * @param accepted connections taken, whatever became of them
 * @param open connections there are now, held ones included
 * @param held those of them that wait for an upstream
 * @param reset connections that the link has reset
 * @param redials tries to reach the upstream that failed
 * @param bytesToUpstream bytes handed to the upstream
 * @param bytesToClient bytes handed to clients
 */
public record LinkCounters(
        long accepted, long open, long held, long reset, long redials, long bytesToUpstream, long bytesToClient) {}
