package dev.crossfire.lab.process;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Random;

/**
 * A range of loopback ports that belongs to one lab for as long as it lives.
 *
 * <p>A port that is looked up with bind-and-close may be another's a moment later, and a replica must find its own port
 * again after a restart. So a lab claims a whole range by holding its first port open, below the systems' ephemeral
 * ranges, from which no outgoing connection takes a port away.
 */
public final class PortBlock implements AutoCloseable {
    private static final int FIRST = 20_000;
    private static final int SIZE = 32;
    private static final int BLOCKS = 375;

    private final ServerSocket claim;
    private final int context;
    private int given;

    private PortBlock(ServerSocket claim, int context) {
        this.claim = claim;
        this.context = context;
    }

    /**
     * Claims a free block.
     *
     * @param random chooses where the search begins, so that labs started together seldom collide
     * @throws IOException if every block is taken
     */
    public static PortBlock claim(Random random) throws IOException {
        int start = random.nextInt(BLOCKS);
        for (int i = 0; i < BLOCKS; i++) {
            int context = FIRST + (start + i) % BLOCKS * SIZE;
            if (free(context)) {
                return new PortBlock(bind(context), context);
            }
        }
        throw new IOException("no free range of " + SIZE + " loopback ports between " + FIRST + " and "
                + (FIRST + BLOCKS * SIZE - 1) + ": stop other labs or servers");
    }

    /**
     * Returns the next port on which no process listens.
     *
     * @throws IOException if the block is used up
     */
    public synchronized int next() throws IOException {
        while (++given < SIZE) {
            if (free(context + given)) {
                return context + given;
            }
        }
        throw new IOException("all " + SIZE + " ports from " + context + " are taken: start the lab again");
    }

    /** Gives the block back. */
    @Override
    public void close() throws IOException {
        claim.close();
    }

    private static boolean free(int port) {
        try (ServerSocket probe = bind(port)) {
            return probe.isBound();
        } catch (IOException taken) {
            return false;
        }
    }

    private static ServerSocket bind(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        try {
            // Without this a port stays unusable for a minute after its last connection.
            socket.setReuseAddress(true);
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), 1);
            return socket;
        } catch (IOException e) {
            socket.close();
            throw e;
        }
    }
}
