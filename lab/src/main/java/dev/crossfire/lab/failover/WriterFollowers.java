package dev.crossfire.lab.failover;

/**
 * The parts that must know where the writer is.
 *
 * @param clients the database endpoint
 * @param reader the link through which the reader streams
 * @param replicationPort where that link listens
 */
public record WriterFollowers(WriterFollower clients, WriterFollower reader, int replicationPort) {

    /** Something that leads clients to a server. */
    public interface WriterFollower {
        /** Leads all clients to the server on this loopback port from now on; those at another are cut off. */
        void to(int port);

        /** Cuts off all clients at one moment; new ones wait until they are led somewhere again. */
        void cut();
    }
}
