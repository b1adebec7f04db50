package dev.crossfire.lab.fis;

import java.time.Duration;

/** Workflows that an operator has written, as Systems Manager would store them as automation documents. */
public interface WorkflowOperations {
    /**
     * Starts one; returns when it has begun.
     *
     * @param documentArn which one
     * @param parameters a JSON object, handed on as it is; empty for none
     * @param atMost how long it may take; it is ended then
     * @return the workflow under way, over when it has done its part
     * @throws InventoryException if there is no such workflow, or it could not be started
     */
    ActiveEffect start(String documentArn, String parameters, Duration atMost) throws InventoryException;
}
