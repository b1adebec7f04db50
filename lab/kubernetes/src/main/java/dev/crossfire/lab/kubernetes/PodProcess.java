package dev.crossfire.lab.kubernetes;

import java.net.URI;
import java.nio.file.Path;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The process of one pod: how it is, and how it is started and ended.
 *
 * <p>Its owner starts it again when it ends by itself. All methods return at once.
 */
public interface PodProcess {
    /**
     * How the process is.
     *
     * @param running whether it runs now
     * @param starts how often it was started, ever
     * @param started when that was last
     * @param lastExit the code of its last end; 128 + n after signal n; null before the first
     */
    record ProcessState(
            boolean running,
            int starts,
            Instant started,
            @Nullable Integer lastExit) {}

    /** Returns how it is now. */
    ProcessState life();

    /** Starts it, unless its node is down; from now on it is started again whenever it ends. */
    void start();

    /** From now on it is not started again when it ends; what runs goes on until it is ended. */
    void keepDown();

    /** Requests it to end, with SIGTERM. */
    void terminate(String reason);

    /** Kills it with SIGKILL. */
    void kill(String reason);

    /** Returns whether it has crashed so often in a row that it will hardly come up by itself. */
    boolean inCrashLoop();

    /** Returns whether its node has its machine: on one that has not, nothing can be started. */
    boolean isNodeUp();

    /** Returns the file that its output goes to. */
    Path log();

    /**
     * A place on a node where one pod can run.
     *
     * @param name for example {@code shop-1a-1}
     * @param node the name of its node, which is also the node's zone
     * @param health the address that answers 200 while the pod's process is ready
     */
    public record PodSlot(String name, String node, URI health, PodProcess process) {}
}
