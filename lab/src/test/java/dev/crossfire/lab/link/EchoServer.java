package dev.crossfire.lab.link;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Greets every connection with its own letter, then returns every byte. */
final class EchoServer implements AutoCloseable {
    private final ServerSocket listener;
    private final char letter;
    private final Thread acceptor;
    private final Set<Socket> clients = ConcurrentHashMap.newKeySet();

    EchoServer(char letter, int port) throws IOException {
        this.letter = letter;
        listener = new ServerSocket();
        listener.setReuseAddress(true);
        listener.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        acceptor = start(this::acceptAll);
    }

    InetSocketAddress address() {
        return (InetSocketAddress) listener.getLocalSocketAddress();
    }

    int clients() {
        return clients.size();
    }

    private void acceptAll() throws IOException {
        while (true) {
            Socket client = listener.accept();
            clients.add(client);
            var unused = start(() -> echo(client));
        }
    }

    private void echo(Socket client) throws IOException {
        try (client) {
            client.getOutputStream().write(letter);
            client.getInputStream().transferTo(client.getOutputStream());
        } finally {
            clients.remove(client);
        }
    }

    @Override
    public void close() throws IOException {
        listener.close();
        try {
            // Until it has let go of the socket, the system may still greet a client for it.
            acceptor.join(5_000);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        for (Socket client : clients) {
            client.close();
        }
    }

    private interface Work {
        void run() throws IOException;
    }

    private static Thread start(Work work) {
        Thread thread = new Thread(() -> {
            try {
                work.run();
            } catch (SocketException closed) {
                // How a blocking accept or read ends when its socket is closed under it.
                return;
            } catch (IOException e) {
                throw new IllegalStateException(e);
            }
        });
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
