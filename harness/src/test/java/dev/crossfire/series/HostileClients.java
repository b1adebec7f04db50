package dev.crossfire.series;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Queue;
import java.util.SplittableRandom;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.locks.LockSupport;

/** Connections to a set of ports that are no good to anybody. */
final class HostileClients implements AutoCloseable {
    /** What they do. */
    enum Manner {
        /** A request whose body never comes. */
        STALLED,
        /** A connection without a word. */
        HALF_OPEN,
        /**
         * One connection after the other, on every port 50 a second. As fast as it goes, the databases behind the lab's
         * links would start a process for each, and not answer anybody: that is no leftover of a run. The APIs' own
         * tests flood as fast as it goes.
         */
        FLOOD,
        /** Bytes that are no request. */
        GARBAGE;

        String word() {
            return name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }

    private static final int EACH_PORT = 80;
    private static final Duration BETWEEN_CONNECTIONS = Duration.ofMillis(20);
    private static final int CONNECT_MILLIS = 500;
    private static final String UNFINISHED = String.join(
            "\r\n",
            "POST /experiments HTTP/1.1",
            "Host: 127.0.0.1",
            "Content-Type: application/json",
            "Content-Length: 4000",
            "",
            "{");

    private final Queue<Socket> held = new ConcurrentLinkedQueue<>();
    private final List<CompletableFuture<?>> attacks = new ArrayList<>();
    private volatile boolean open = true;

    /** Begins; what cannot be connected to is left. */
    HostileClients(Manner manner, List<Integer> ports, SplittableRandom random) {
        for (int port : ports) {
            SplittableRandom own = random.split();
            CompletableFuture<Void> ended = new CompletableFuture<>();
            Thread thread = new Thread(() -> attack(manner, port, own, ended), manner.word() + "-" + port);
            thread.setDaemon(true);
            thread.start();
            attacks.add(ended);
        }
    }

    private void attack(Manner manner, int port, SplittableRandom random, CompletableFuture<Void> ended) {
        try {
            attack(manner, port, random);
        } finally {
            ended.complete(null);
        }
    }

    private void attack(Manner manner, int port, SplittableRandom random) {
        for (int i = 0; open && (manner == Manner.FLOOD || i < EACH_PORT); i++) {
            Socket socket = new Socket();
            held.add(socket);
            try {
                socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), CONNECT_MILLIS);
                socket.getOutputStream().write(words(manner, random));
                if (manner == Manner.FLOOD) {
                    socket.close();
                }
            } catch (IOException refused) {
                // It defends itself, or has ended: both are as good.
                close(socket);
            }
            if (socket.isClosed()) {
                held.remove(socket);
            }
            if (manner == Manner.FLOOD) {
                LockSupport.parkNanos(BETWEEN_CONNECTIONS.toNanos());
            }
        }
    }

    private static byte[] words(Manner manner, SplittableRandom random) {
        return switch (manner) {
            case STALLED -> UNFINISHED.getBytes(StandardCharsets.US_ASCII);
            case HALF_OPEN -> new byte[0];
            case FLOOD -> "GET / HTTP/1.1\r\nHost: 127.0.0.1\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
            case GARBAGE -> {
                byte[] bytes = new byte[1 + random.nextInt(2000)];
                random.nextBytes(bytes);
                yield bytes;
            }
        };
    }

    private static void close(Socket socket) {
        try {
            socket.close();
        } catch (IOException ignored) {
            // It is of no use any more.
        }
    }

    @Override
    public void close() {
        open = false;
        attacks.forEach(CompletableFuture::join);
        held.forEach(HostileClients::close);
    }
}
