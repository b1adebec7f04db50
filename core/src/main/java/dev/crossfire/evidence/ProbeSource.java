package dev.crossfire.evidence;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was seen of the system from outside, beside its users, in the order in which it was seen. */
@FunctionalInterface
public interface ProbeSource {
    /** The record of a run without external checks. */
    ProbeSource NONE = to -> null;

    /**
     * Hands over every whole probe.
     *
     * @return where the record becomes invalid, with the byte; null when it is whole
     */
    @Nullable
    String forEach(Consumer<Probe> to) throws IOException;
}
