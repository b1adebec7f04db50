package dev.crossfire.lab.failover;

/** Something that leads clients to a server. */
@FunctionalInterface
public interface Lead {
    /** Leads all clients to the server on this loopback port from now on; those at another are cut off. */
    void to(int port);
}
