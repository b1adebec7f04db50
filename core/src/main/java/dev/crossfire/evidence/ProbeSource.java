package dev.crossfire.evidence;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was seen of the system from outside, beside its users, in the order in which it was seen. */
@FunctionalInterface
public interface ProbeSource {
    /** Of a run that nobody watched. */
    ProbeSource NONE = to -> null;

    /**
     * Hands over every whole probe.
     *
     * @return where the record stops making sense, with the byte, in words; null when it is whole
     */
    @Nullable
    String forEach(Consumer<Probe> to) throws IOException;
}
