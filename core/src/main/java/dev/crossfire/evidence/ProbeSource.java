package dev.crossfire.evidence;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The results of the external checks, in the order in which they came. */
@FunctionalInterface
public interface ProbeSource {
    /** The record of a run without external checks. */
    ProbeSource NONE = to -> null;

    /**
     * Passes on every whole probe.
     *
     * @return where the record becomes invalid, with the byte; null when it is whole
     */
    @Nullable
    String forEach(Consumer<Probe> to) throws IOException;
}
