package dev.crossfire.evidence;

import java.io.IOException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The results of the external checks, in the order in which they came. */
@FunctionalInterface
public interface ObservationSource {
    /** The record of a run without external checks. */
    ObservationSource NONE = to -> null;

    /**
     * Passes on every whole observation.
     *
     * @return where the record becomes invalid, with the byte; null when it is whole
     */
    @Nullable
    String forEach(Consumer<Observation> to) throws IOException;
}
