package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCatalogue;
import java.util.List;

/** Every action that the lab ships, one line each. */
public final class ShippedActions {
    private ShippedActions() {}

    /** Returns the catalogue of all shipped actions. */
    public static ActionCatalogue catalogue() {
        return new ActionCatalogue(List.of(
                new AssertAlarmState(),
                new DatabaseUnreachable(),
                new DisruptConnectivity(),
                new EmptyCache(),
                new FailoverCache(),
                new FailoverDbCluster(),
                new InsufficientCapacity(),
                new InterruptCacheZonePower(),
                new KillCache(),
                new LinkBlackhole(),
                new LinkLatency(),
                new LinkLoss(),
                new LinkReset(),
                new MemoryStress(),
                new PauseProcess(),
                new RebootDbInstances(),
                new StopInstances(),
                new StopTask(),
                new TaskCpuStress(),
                new TaskNetworkBlackholePort(),
                new TaskNetworkLatency(),
                new TaskNetworkPacketLoss(),
                new StartAutomationExecution(),
                new Wait()));
    }
}
