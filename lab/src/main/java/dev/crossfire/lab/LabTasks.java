package dev.crossfire.lab;

import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.EstateException;
import dev.crossfire.lab.fis.Tasks;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.process.ProcessSupervisor;
import java.time.Duration;
import java.util.List;

/** The shop's replicas, as experiments break them. */
record LabTasks(List<Replica> replicas, StressRequests strains) implements Tasks {
    private static final String PAUSED = "pause of the task";

    LabTasks {
        replicas = List.copyOf(replicas);
    }

    @Override
    public void stop(String taskArn) throws EstateException {
        Replica replica = replica(taskArn);
        if (replica.keeper().gone()) {
            throw new EstateException(taskArn + " does not run now: wait until it is started again");
        }
        replica.keeper().kill("stop of the task");
    }

    @Override
    public ActionRun.Undo pause(String taskArn) throws EstateException {
        ProcessSupervisor keeper = replica(taskArn).keeper();
        try {
            keeper.pause(PAUSED);
        } catch (PartFailedException e) {
            throw new EstateException(taskArn + " could not be paused: " + e.getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new EstateException(taskArn + " was not paused: the lab is stopping", e);
        }
        return () -> resume(taskArn, keeper);
    }

    @Override
    public ActionRun.Undo stress(String taskArn, Stress stress, Duration hold) throws EstateException {
        return strains.begin(replica(taskArn), stress, hold);
    }

    /** What cannot be let go on is made to end: whoever takes its place is well. */
    private static void resume(String taskArn, ProcessSupervisor keeper) throws EstateException {
        try {
            keeper.resume(PAUSED);
        } catch (PartFailedException e) {
            keeper.kill("did not go on after its pause: " + e.getMessage());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            keeper.kill("the lab is stopping");
            throw new EstateException(taskArn + " was ended, not let go on: the lab is stopping", e);
        }
    }

    private Replica replica(String taskArn) throws EstateException {
        return replicas.stream()
                .filter(each -> LabResource.arn(each).equals(taskArn))
                .findFirst()
                .orElseThrow(() -> new EstateException("there is no task " + taskArn + " in the lab"));
    }
}
