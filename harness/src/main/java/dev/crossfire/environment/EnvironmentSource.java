package dev.crossfire.environment;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * The description by which another process connects to the same environment. It contains secrets: it goes through
 * pipes, never to disk.
 *
 * @param reference its name for a person: an environment file's path, {@code lab:PID}, or {@code own-lab:PID} for a lab
 *     that its run started
 * @param text the environment file's content, or the lab's ready line
 * @param lab the lab's process; null for everything that is no lab
 * @param secrets the variables that the file refers to
 */
public record EnvironmentSource(
        String reference, String text, @Nullable Long lab, Map<String, String> secrets) {
    public EnvironmentSource {
        secrets = Collections.unmodifiableMap(new TreeMap<>(secrets));
    }

    /** What {@link #reference} begins with for a lab in the background. */
    public static final String LAB = "lab:";
    /** What {@link #reference} begins with for a lab that its run started, and that ends with it. */
    public static final String OWN_LAB = "own-lab:";

    /** A lab in the background, by its ready line. */
    public static EnvironmentSource ofLab(JsonNode ready) {
        return of(LAB, ready);
    }

    static EnvironmentSource ofOwnLab(JsonNode ready) {
        return of(OWN_LAB, ready);
    }

    private static EnvironmentSource of(String prefix, JsonNode ready) {
        long pid = ready.path("pid").asLong();
        return new EnvironmentSource(prefix + pid, ready.toString(), pid, Map.of());
    }

    /** Whether it was a lab and has ended with everything in it. */
    public boolean hasEnded() {
        return lab != null && !ProcessHandle.of(lab).map(ProcessHandle::isAlive).orElse(false);
    }

    @Override
    public String toString() {
        return reference;
    }
}
