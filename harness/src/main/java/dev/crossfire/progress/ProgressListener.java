package dev.crossfire.progress;

import dev.crossfire.evidence.Frame;
import java.time.Duration;

/** Receives a run's progress. */
public interface ProgressListener {
    /** A phase began, as text without a full stop. */
    void phase(String what);

    /** Something worth a line of its own happened. */
    void event(String what);

    /**
     * A second of traffic has passed.
     *
     * @param left until the end of the load
     */
    void second(Frame frame, Duration left);

    /** Nothing is shown. */
    ProgressListener SILENT = new ProgressListener() {
        @Override
        public void phase(String what) {}

        @Override
        public void event(String what) {}

        @Override
        public void second(Frame frame, Duration left) {}
    };
}
