package dev.crossfire.chaos.fake;

import dev.crossfire.chaos.database.DatabasePair;
import dev.crossfire.chaos.database.PairQueries;
import dev.crossfire.model.environment.Secret;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.Closeable;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The endpoint of a PostgreSQL pair whose behaviour is set, on a real socket: so that the real driver meets silence,
 * resets and refusals.
 */
public final class FakePair implements Closeable {
    /** How the endpoint behaves. */
    public enum Mood {
        SERVES,
        /** Answers, but takes no writes. */
        READ_ONLY,
        /** Answers and claims to take writes, but none is ever acknowledged. */
        WRITES_HANG,
        /** Cuts every connection. */
        RESETS,
        /** Accepts connections and sends nothing. */
        SILENT
    }

    private static final int SSL_REQUEST = 80_877_103;
    private static final int GSS_REQUEST = 80_877_104;

    private final ServerSocket server;
    private final Set<Socket> sockets = ConcurrentHashMap.newKeySet();
    private final AtomicInteger writes = new AtomicInteger();
    private volatile Mood mood = Mood.SERVES;
    private volatile String node = "node-a";
    private volatile int standbys = 1;
    private volatile int hidden;
    private final AtomicInteger late = new AtomicInteger();

    public FakePair() throws IOException {
        server = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        start(this::accept);
    }

    public DatabasePair pair(PairQueries queries) {
        return new DatabasePair(new Secret(jdbc()), "crossfire", new Secret("pa55word"), queries);
    }

    public int port() {
        return server.getLocalPort();
    }

    public String jdbc() {
        return "jdbc:postgresql://127.0.0.1:" + port() + "/ticketing?sslmode=disable";
    }

    /** Changes the behaviour; clients that are connected to a node that no longer serves are cut off. */
    public void become(Mood next) {
        mood = next;
        if (next == Mood.RESETS) {
            cut();
        }
    }

    /** The other node answers from now on, alone. */
    public void promote(String newNode, Mood next) {
        node = newNode;
        standbys = 0;
        mood = next;
        cut();
    }

    public void standbys(int following, int invisible) {
        standbys = following;
        hidden = invisible;
    }

    /** The next queries get no answer, so many of them. */
    public void beLate(int queries) {
        late.set(queries);
    }

    /** How many writes were acknowledged. */
    public int writes() {
        return writes.get();
    }

    private void cut() {
        for (Socket socket : sockets) {
            closeQuietly(socket);
        }
    }

    private void accept() {
        while (!server.isClosed()) {
            try {
                Socket socket = server.accept();
                sockets.add(socket);
                start(() -> serve(socket));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket socket) {
        try (socket) {
            DataInputStream in = new DataInputStream(socket.getInputStream());
            DataOutputStream out = new DataOutputStream(socket.getOutputStream());
            if (mood == Mood.RESETS || !greeted(in, out)) {
                return;
            }
            while (true) {
                int type = in.read();
                if (type != 'Q') {
                    return;
                }
                String sql = new String(in.readNBytes(in.readInt() - 4), StandardCharsets.UTF_8);
                boolean ignored = late.getAndUpdate(left -> Math.max(0, left - 1)) > 0;
                if (ignored || mood == Mood.SILENT || !answered(sql, out)) {
                    in.read();
                    return;
                }
            }
        } catch (IOException gone) {
            // The client or the test has cut the connection: the end of this conversation either way.
        } finally {
            sockets.remove(socket);
        }
    }

    private boolean greeted(DataInputStream in, DataOutputStream out) throws IOException {
        while (true) {
            byte[] rest = in.readNBytes(in.readInt() - 4);
            int code = new DataInputStream(new ByteArrayInputStream(rest)).readInt();
            if (code != SSL_REQUEST && code != GSS_REQUEST) {
                break;
            }
            out.writeByte('N');
            out.flush();
        }
        if (mood == Mood.SILENT) {
            return in.read() >= 0;
        }
        message(out, 'R', new byte[] {0, 0, 0, 0});
        for (List<String> pair : List.of(
                List.of("client_encoding", "UTF8"),
                List.of("server_version", "18.0"),
                List.of("DateStyle", "ISO"),
                List.of("integer_datetimes", "on"),
                List.of("standard_conforming_strings", "on"))) {
            message(out, 'S', (pair.get(0) + "\0" + pair.get(1) + "\0").getBytes(StandardCharsets.UTF_8));
        }
        message(out, 'K', new byte[8]);
        ready(out);
        return true;
    }

    /** Answers a query; false when no answer is ever to come. */
    private boolean answered(String sql, DataOutputStream out) throws IOException {
        boolean write = sql.contains("pg_logical_emit_message") || sql.contains("txid_current");
        if (write && mood == Mood.WRITES_HANG) {
            return false;
        }
        if (write) {
            writes.incrementAndGet();
            row(out, "0/0");
        } else {
            row(
                    out,
                    node,
                    mood == Mood.READ_ONLY ? "t" : "f",
                    Integer.toString(standbys),
                    Integer.toString(hidden),
                    micros());
        }
        ready(out);
        return true;
    }

    private static String micros() {
        return Long.toString(ChronoUnit.MICROS.between(Instant.EPOCH, Instant.now()));
    }

    private static void row(DataOutputStream out, String... values) throws IOException {
        ByteArrayOutputStream names = new ByteArrayOutputStream();
        ByteArrayOutputStream cells = new ByteArrayOutputStream();
        DataOutputStream description = new DataOutputStream(names);
        DataOutputStream data = new DataOutputStream(cells);
        description.writeShort(values.length);
        data.writeShort(values.length);
        for (String value : values) {
            description.write("c\0".getBytes(StandardCharsets.UTF_8));
            description.writeInt(0);
            description.writeShort(0);
            // The type text, of any length, in text form.
            description.writeInt(25);
            description.writeShort(-1);
            description.writeInt(-1);
            description.writeShort(0);
            byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
            data.writeInt(bytes.length);
            data.write(bytes);
        }
        message(out, 'T', names.toByteArray());
        message(out, 'D', cells.toByteArray());
        message(out, 'C', "SELECT 1\0".getBytes(StandardCharsets.UTF_8));
    }

    private static void ready(DataOutputStream out) throws IOException {
        message(out, 'Z', new byte[] {'I'});
        out.flush();
    }

    private static void message(DataOutputStream out, char type, byte[] body) throws IOException {
        out.writeByte(type);
        out.writeInt(body.length + 4);
        out.write(body);
    }

    private static void start(Runnable work) {
        Thread thread = new Thread(work, "fake-pair");
        thread.setDaemon(true);
        thread.start();
    }

    private static void closeQuietly(Socket socket) {
        try {
            socket.close();
        } catch (IOException alreadyGone) {
            throw new UncheckedIOException(alreadyGone);
        }
    }

    @Override
    public void close() throws IOException {
        server.close();
        cut();
    }
}
