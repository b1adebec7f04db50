package dev.crossfire.guardian;

import dev.crossfire.environment.EnvironmentSource;
import dev.crossfire.evidence.Json;
import java.io.IOException;
import java.time.Duration;

/** The messages between a conductor and its guardian, one a line; what follows a space is the message's content. */
public final class GuardianProtocol {
    /** To the guardian: its assignment. */
    static final String ASSIGN = "assign ";
    /** To the guardian: the conductor is alive. */
    static final String HEARTBEAT = "heartbeat";
    /** To the guardian: all is healed, nothing is left to guard. */
    static final String DONE = "done";

    /** From the guardian: the heartbeat came, and it has not taken over. */
    static final String ACK = "ack";
    /** From the guardian: it has connected to the environment, and can heal. */
    static final String READY = "ready";
    /** From the guardian: it cannot guard, and why. */
    static final String REFUSED = "refused ";
    /** From the guardian: it has taken healing over, and why. */
    static final String FENCED = "fenced ";

    private GuardianProtocol() {}

    /**
     * The assignment of a guardian. It contains secrets: it goes through the guardian's pipe, never to disk.
     *
     * @param patience how long the conductor may be silent
     * @param longest how long the run may take, whatever its conductor sends
     */
    public record GuardianAssignment(EnvironmentSource environment, Duration patience, Duration longest) {
        /** Longer than any pause of a small heap, short enough that everything is cleared within five seconds. */
        public static final Duration PATIENCE = Duration.ofSeconds(3);

        /** An assignment with the patience that has proven itself. */
        public static GuardianAssignment of(EnvironmentSource environment, Duration longest) {
            return new GuardianAssignment(environment, PATIENCE, longest);
        }

        String line() {
            return Json.line(this);
        }

        static GuardianAssignment parse(String line) throws IOException {
            return Json.read(line, GuardianAssignment.class);
        }
    }
}
