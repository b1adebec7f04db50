package dev.crossfire.chaos.disruption;

import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;

/** An environment whose targets are disrupted, and probed at their own addresses, and nothing else. */
public abstract class DisruptionEnvironment implements Environment {
    private final Inventory inventory;
    private final Disruption disruption;
    private final RunClock clock;

    /** An environment with one means of disruption for all its targets. */
    protected DisruptionEnvironment(Inventory inventory, Disruption disruption, RunClock clock) {
        this.inventory = inventory;
        this.disruption = disruption;
        this.clock = clock;
    }

    @Override
    public final Inventory inventory() {
        return inventory;
    }

    @Override
    public final RunClock clock() {
        return clock;
    }

    @Override
    public <T> T capability(Target target, Class<T> type) throws FaultException {
        if (type.isAssignableFrom(Disruption.class)) {
            return type.cast(disruption);
        }
        if (type.isAssignableFrom(ProbeClient.class)) {
            return type.cast(ProbeClient.of(target, clock));
        }
        throw new FaultException("a target of type " + target.type() + " (" + target.id() + ") offers no "
                + type.getSimpleName() + " in environment " + inventory.environment()
                + ", only Disruption and ProbeClient; use another fault or another role");
    }

    @Override
    public void close() {}
}
