package dev.crossfire.simulations.benchmark;

import dev.crossfire.simulations.contract.LoopbackServer;
import java.io.IOException;

/** A server in a process of its own, so that its work is not counted as the generator's. */
public final class BenchmarkServer {
    private static final int MOST_CONNECTIONS = 4096;

    private BenchmarkServer() {}

    /** Prints its port on standard output and serves until standard input ends. */
    public static void main(String[] args) throws IOException {
        try (LoopbackServer server = new LoopbackServer(MOST_CONNECTIONS)) {
            System.out.println(server.port());
            System.out.flush();
            while (System.in.read() >= 0) {
                // The parent sends nothing; the server waits for the end of its input.
            }
        }
    }
}
