package dev.crossfire.fake;

import java.io.IOException;

/** Labs that are having a bad day; each is the main class of a process. */
public final class Labs {
    private Labs() {}

    /** A part of it fails, and reports why. */
    public static final class PartFails {
        public static void main(String[] given) {
            send("{\"event\":\"starting\",\"part\":\"postgres-1a\"}");
            send("{\"event\":\"failed\",\"part\":\"postgres-1a\","
                    + "\"log\":[\"LOG: starting\",\"FATAL: could not map shared memory\"]}");
        }
    }

    /** It ends without a word to its parent. */
    public static final class DiesBeforeReady {
        public static void main(String[] given) {
            System.err.println("Error: no room for the heap");
            System.exit(1);
        }
    }

    /** It is being started for ever. */
    public static final class NeverReady {
        public static void main(String[] given) throws IOException {
            send("{\"event\":\"starting\",\"part\":\"postgres-1a\"}");
            untilEndOfInput();
        }
    }

    /** It is ready at once, and that is all it does. */
    public static final class Idle {
        public static void main(String[] given) throws IOException {
            System.err.println("this lab holds nothing");
            send("{\"event\":\"ready\",\"pid\":" + ProcessHandle.current().pid() + "}");
            untilEndOfInput();
        }
    }

    private static void send(String line) {
        System.out.println(line);
        System.out.flush();
    }

    private static void untilEndOfInput() throws IOException {
        while (System.in.read() >= 0) {
            // Lines from the parent mean nothing to these.
        }
    }
}
