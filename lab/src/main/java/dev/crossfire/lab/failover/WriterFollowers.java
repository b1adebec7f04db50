package dev.crossfire.lab.failover;

/**
 * The parts that must know where the writer is.
 *
 * @param clients the database endpoint
 * @param reader the link through which the reader streams
 * @param replicationPort where that link listens
 */
public record WriterFollowers(WriterFollower clients, WriterFollower reader, int replicationPort) {}
