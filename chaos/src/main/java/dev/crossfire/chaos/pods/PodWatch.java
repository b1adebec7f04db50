package dev.crossfire.chaos.pods;

import java.util.List;

/** A workload's pods, followed as they change; may be read from any thread, and answers from memory. */
public interface PodWatch extends AutoCloseable {
    /** Whether the cluster still reports changes; the known state may be old otherwise. */
    boolean isLive();

    /** Every pod of the workload, as last reported. */
    List<Pod> pods();

    @Override
    void close();
}
