package dev.crossfire.chaos;

import dev.crossfire.spi.FaultException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The means to make one database fail over; environments offer it for targets that have a standby. */
public interface Failover {
    /** Where the database can be looked at from the outside. */
    Pair pair();

    /**
     * Makes the command ready, so that starting it is one fast call; does not touch the database.
     *
     * @param run tags whatever is made in the environment, with {@code fault}
     * @throws FaultException when the environment would refuse the command; nothing is left behind then
     */
    Command prepare(String run, String fault) throws FaultException;

    /**
     * Calls off the commands of a fault that still run, and removes what was made for them; may run twice, and in a
     * process that did not prepare them.
     *
     * @param handle what {@link Command#handle} said; may be empty, the tags suffice
     * @throws FaultException when something may be left
     */
    void undo(String run, String fault, Map<String, String> handle) throws FaultException;

    /** A failover that needs only to be started. */
    interface Command {
        /** What another process may use to call it off; no secrets. */
        Map<String, String> handle();

        /**
         * Starts the failover; calling it again starts nothing more.
         *
         * @throws FaultException when the environment refused, or did not say in time whether it took the command
         */
        void start() throws FaultException;

        /**
         * Waits until the command does nothing any more; returns at once for one that never was started.
         *
         * @throws FaultException when the environment does not say whether or how it ended
         */
        End awaitEnd() throws FaultException;
    }

    /**
     * How a command ended.
     *
     * @param begun false only when the database certainly was not and will not be touched
     * @param trouble what went wrong, in the environment's words; null when nothing did
     */
    record End(boolean begun, @Nullable String trouble) {}
}
