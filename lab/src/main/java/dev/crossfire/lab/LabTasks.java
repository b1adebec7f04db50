package dev.crossfire.lab;

import dev.crossfire.lab.fis.ActiveEffect;
import dev.crossfire.lab.fis.InventoryException;
import dev.crossfire.lab.fis.TaskOperations;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.process.ProcessSupervisor;
import java.time.Duration;
import java.util.List;

/** The shop's replicas, as experiments break them. */
record LabTasks(List<Replica> replicas, StressRequests stressRequests) implements TaskOperations {
    private static final String PAUSED = "pause of the task";

    LabTasks {
        replicas = List.copyOf(replicas);
    }

    @Override
    public void stop(String taskArn) throws InventoryException {
        Replica replica = replica(taskArn);
        if (replica.supervisor().hasExited()) {
            throw new InventoryException(taskArn + " does not run now: wait until it is started again");
        }
        replica.supervisor().kill("stop of the task");
    }

    @Override
    public ActiveEffect.Undo pause(String taskArn) throws InventoryException {
        ProcessSupervisor supervisor = replica(taskArn).supervisor();
        try {
            supervisor.pause(PAUSED);
        } catch (PartFailedException e) {
            throw new InventoryException(taskArn + " could not be paused: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InventoryException(taskArn + " was not paused: the lab is stopping", e);
        }
        return () -> resume(taskArn, supervisor);
    }

    @Override
    public ActiveEffect.Undo stress(String taskArn, Stress stress, Duration hold) throws InventoryException {
        return stressRequests.begin(replica(taskArn), stress, hold);
    }

    /** A process that cannot be resumed is ended: its replacement is healthy. */
    private static void resume(String taskArn, ProcessSupervisor supervisor) throws InventoryException {
        try {
            supervisor.resume(PAUSED);
        } catch (PartFailedException e) {
            supervisor.kill("did not go on after its pause: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            supervisor.kill("the lab is stopping");
            throw new InventoryException(taskArn + " was ended, not let go on: the lab is stopping", e);
        }
    }

    private Replica replica(String taskArn) throws InventoryException {
        return replicas.stream()
                .filter(each -> LabResource.arn(each).equals(taskArn))
                .findFirst()
                .orElseThrow(() -> new InventoryException("there is no task " + taskArn + " in the lab"));
    }
}
