package dev.crossfire.chaos.fake;

import java.io.Closeable;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** A server that answers every request with the same text, until it is stopped. */
public final class Answerer implements Closeable {
    /** How it behaves. */
    public enum Mood {
        ANSWERS,
        SILENT,
        RESETS
    }

    private final ServerSocket server;
    private final byte[] answer;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger connections = new AtomicInteger();
    private volatile Mood mood = Mood.ANSWERS;

    public Answerer(String answer) throws IOException {
        this.answer = answer.getBytes(StandardCharsets.ISO_8859_1);
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    /** Where it is, as a target's address. */
    public URI at(String scheme, String path) {
        return URI.create(scheme + "://127.0.0.1:" + server.getLocalPort() + path);
    }

    /** Changes its mood; resetting cuts who is connected. */
    public void become(Mood next) {
        mood = next;
        if (next == Mood.RESETS) {
            sockets.forEach(Answerer::cut);
        }
    }

    public int connections() {
        return connections.get();
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                connections.incrementAndGet();
                sockets.add(socket);
                if (mood == Mood.RESETS) {
                    cut(socket);
                } else {
                    start(() -> serve(socket));
                }
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        byte[] buffer = new byte[4096];
        try (socket) {
            InputStream in = socket.getInputStream();
            while (in.read(buffer) >= 0) {
                if (mood == Mood.ANSWERS) {
                    socket.getOutputStream().write(answer);
                }
            }
        } catch (IOException gone) {
            // The client or the test has cut the connection: the end of this conversation either way.
        } finally {
            sockets.remove(socket);
        }
    }

    private static void cut(Socket socket) {
        try {
            socket.setSoLinger(true, 0);
            socket.close();
        } catch (IOException alreadyGone) {
            // Cut already.
        }
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "answerer");
        thread.setDaemon(true);
        thread.start();
    }

    @Override
    public void close() throws IOException {
        server.close();
        sockets.forEach(Answerer::cut);
    }
}
