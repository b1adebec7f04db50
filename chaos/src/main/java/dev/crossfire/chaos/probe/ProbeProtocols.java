package dev.crossfire.chaos.probe;

import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;

/** How targets are probed, by their address's scheme. */
enum ProbeProtocols implements ConnectionProbe.Protocol {
    /** Whether a connection is taken. */
    TCP {
        @Override
        public int usualPort(URI address) {
            return 0;
        }

        @Override
        public ConnectionProbe.Reply request(DeadlineConnection deadlineConnection, URI address, String name) {
            return ConnectionProbe.Reply.of("");
        }
    },
    /** Whether PostgreSQL answers if it would encrypt: the one request that needs no login. */
    POSTGRES {
        @Override
        public int usualPort(URI address) {
            return 5432;
        }

        @Override
        public ConnectionProbe.Reply request(DeadlineConnection deadlineConnection, URI address, String name)
                throws IOException, ConnectionProbe.ProbeRefusedException {
            deadlineConnection.send(new byte[] {0, 0, 0, 8, 4, (byte) 210, 22, 47});
            int answer = deadlineConnection.read();
            if (answer != 'S' && answer != 'N') {
                throw new ConnectionProbe.ProbeRefusedException("answers a request for encryption with " + answer);
            }
            return ConnectionProbe.Reply.of("");
        }
    },
    /** Whether Redis answers a ping, over a connection that is kept; its name comes with the greeting. */
    REDIS {
        private static final String RUN_ID = "run_id:";

        @Override
        public int usualPort(URI address) {
            return 6379;
        }

        @Override
        public boolean keeps() {
            return true;
        }

        @Override
        public String greet(DeadlineConnection deadlineConnection, URI address) throws IOException {
            deadlineConnection.send("INFO server\r\n".getBytes(StandardCharsets.US_ASCII));
            String first = deadlineConnection.line();
            if (!first.startsWith("$")) {
                // A server that requires a password does not report its name; its answers can be seen all the same.
                return "";
            }
            long left = length(first.substring(1)) + 2;
            String id = "";
            while (left > 0) {
                String line = deadlineConnection.line();
                left -= line.length() + 2;
                if (line.startsWith(RUN_ID)) {
                    id = line.substring(RUN_ID.length());
                }
            }
            return id;
        }

        @Override
        public ConnectionProbe.Reply request(DeadlineConnection deadlineConnection, URI address, String name)
                throws IOException, ConnectionProbe.ProbeRefusedException {
            deadlineConnection.send("PING\r\n".getBytes(StandardCharsets.US_ASCII));
            String answer = deadlineConnection.line();
            if (!answer.equals("+PONG") && !answer.startsWith("-NOAUTH")) {
                throw new ConnectionProbe.ProbeRefusedException("answers a ping with " + answer);
            }
            return ConnectionProbe.Reply.of(name);
        }
    },
    /** Whether an HTTP server answers a GET with anything but its own failure, over a connection that is kept. */
    HTTP {
        @Override
        public int usualPort(URI address) {
            return "https".equals(address.getScheme()) ? 443 : 80;
        }

        @Override
        public boolean keeps() {
            return true;
        }

        @Override
        public ConnectionProbe.Reply request(DeadlineConnection deadlineConnection, URI address, String name)
                throws IOException, ConnectionProbe.ProbeRefusedException {
            return HttpExchange.get(deadlineConnection, address);
        }
    };

    @Override
    public boolean keeps() {
        return false;
    }

    @Override
    public String greet(DeadlineConnection deadlineConnection, URI address) throws IOException {
        return "";
    }

    /**
     * A probe client of a target's address.
     *
     * @param patience after which a target that does not answer is silent
     * @throws FaultException when it has none that can be probed
     */
    static ProbeClient probeClient(Target target, RunClock clock, Duration patience) throws FaultException {
        URI address = target.address();
        if (address == null) {
            throw new FaultException("missing address of " + target.id() + " (" + target.type()
                    + "), without which it cannot be probed; give role " + target.role()
                    + " a probe in the environment file");
        }
        return new ConnectionProbe(address, of(address, target), clock, patience);
    }

    private static ProbeProtocols of(URI address, Target target) throws FaultException {
        return find(address)
                .orElseThrow(() -> new FaultException("the address " + address + " of role " + target.role()
                        + " is invalid; expected one that begins with http, https, tcp, postgres or redis and ://"));
    }

    /** The protocol of an address's scheme; empty for a scheme that cannot be probed. */
    static Optional<ProbeProtocols> find(URI address) {
        return switch (String.valueOf(address.getScheme())) {
            case "http", "https" -> Optional.of(HTTP);
            case "tcp" -> Optional.of(TCP);
            case "postgres" -> Optional.of(POSTGRES);
            case "redis" -> Optional.of(REDIS);
            default -> Optional.empty();
        };
    }

    private static long length(String text) throws IOException {
        try {
            return Long.parseLong(text.trim());
        } catch (NumberFormatException foreign) {
            throw new IOException("answers with a length of '" + text + "'", foreign);
        }
    }
}
