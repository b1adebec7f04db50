package dev.crossfire.chaos.database;

import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import java.util.Map;

/** The means to make one database fail over; environments offer it for targets that have a standby. */
public interface PairFailover {
    /** Where the database can be probed from the outside. */
    DatabasePair pair();

    /**
     * Makes the command ready, so that starting it is one fast call; does not touch the database.
     *
     * @param run tags whatever is made in the environment, with {@code fault}
     * @throws FaultException when the environment would refuse the command; nothing is left behind then
     */
    PreparedInjection prepare(String run, String fault) throws FaultException;

    /**
     * Cancels the commands of a fault that still run, and removes what was made for them; may run twice, and in a
     * process that did not prepare them.
     *
     * @param handle the value of {@link PreparedInjection#handle}; may be empty, the tags suffice
     * @throws FaultException when something may be left
     */
    void undo(String run, String fault, Map<String, String> handle) throws FaultException;

    /**
     * Checks once whether a command of a fault still runs or could still be started.
     *
     * @param handle the value of {@link PreparedInjection#handle}; may be empty, the tags suffice
     * @throws FaultException when the environment cannot be queried
     */
    ClearedStatus left(String run, String fault, Map<String, String> handle) throws FaultException;

    /**
     * Whether a command of a fault, though it has ended, may have been accepted so recently that the database has not
     * begun to fail over.
     *
     * @param handle the value of {@link PreparedInjection#handle}; may be empty, the tags suffice
     * @throws FaultException when the environment cannot be queried
     */
    boolean mayStillCome(String run, String fault, Map<String, String> handle) throws FaultException;
}
