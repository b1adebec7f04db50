package dev.crossfire.lab;

import dev.crossfire.lab.kubernetes.PodProcess;
import dev.crossfire.lab.process.ProcessSupervisor;
import java.nio.file.Path;

/** A replica's process, as the pod that runs in its place. */
record ReplicaPod(ProcessSupervisor supervisor) implements PodProcess {
    private static final String NO_POD = "no pod";

    @Override
    public Life life() {
        ProcessSupervisor.Life life = supervisor.life();
        return new Life(life.pid().isPresent(), life.starts(), life.started(), life.lastExit());
    }

    @Override
    public void start() {
        supervisor.release(NO_POD);
    }

    @Override
    public void keepDown() {
        supervisor.hold(NO_POD);
    }

    @Override
    public void terminate(String reason) {
        supervisor.terminate(reason);
    }

    @Override
    public void kill(String reason) {
        supervisor.kill(reason);
    }

    @Override
    public boolean inCrashLoop() {
        return supervisor.crashLoop();
    }

    @Override
    public boolean isNodeUp() {
        return !supervisor.heldBesides(NO_POD);
    }

    @Override
    public Path log() {
        return supervisor.spec().log();
    }
}
