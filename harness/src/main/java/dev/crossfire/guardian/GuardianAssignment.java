package dev.crossfire.guardian;

import dev.crossfire.environment.EnvironmentSource;
import dev.crossfire.evidence.Json;
import java.io.IOException;
import java.time.Duration;

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
