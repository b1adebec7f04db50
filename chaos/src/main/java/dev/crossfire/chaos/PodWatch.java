package dev.crossfire.chaos;

import java.util.List;

/** A workload's pods, followed as they change; may be asked from any thread, and answers from memory. */
public interface PodWatch extends AutoCloseable {
    /** Whether the cluster still tells what changes; what is known may be old otherwise. */
    boolean isLive();

    /** Every pod of the workload, as it was told last. */
    List<Pod> pods();

    @Override
    void close();
}
