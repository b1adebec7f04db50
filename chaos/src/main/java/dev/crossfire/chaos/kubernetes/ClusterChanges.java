package dev.crossfire.chaos.kubernetes;

import dev.crossfire.spi.FaultException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Objects of a cluster that faults have changed and healing restores; marks on the objects say whose they are. */
interface ClusterChanges {
    /** The annotation of a mark that names the run. */
    String RUN = "crossfire.dev/run";

    /** The annotation of a mark that names the fault. */
    String FAULT = "crossfire.dev/fault";

    /** By the name of a fault's Lease, what it has changed. */
    Map<String, ChangesOfFault> byFault() throws FaultException;

    /** Restores all that a fault has changed, and removes its marks; may run twice. */
    void release(String lease) throws FaultException;

    /**
     * What one fault has changed.
     *
     * @param run empty when the marks do not name it
     * @param fault null when the marks do not name it
     * @param detail the changed objects, as text
     */
    record ChangesOfFault(String run, @Nullable String fault, String detail) {
        /**
         * What the annotations of a marked object say.
         *
         * @param annotations null for an object without any
         */
        static ChangesOfFault noted(@Nullable Map<String, String> annotations, String detail) {
            Map<String, String> noted = annotations == null ? Map.of() : annotations;
            return new ChangesOfFault(noted.getOrDefault(RUN, ""), noted.get(FAULT), detail);
        }
    }

    /** Says whether a fault may still act. */
    @FunctionalInterface
    interface Permission {
        boolean isValid() throws FaultException;
    }
}
