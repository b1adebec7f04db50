package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.Failover;
import dev.crossfire.chaos.Pair;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import java.util.Map;
import java.util.Optional;

/** An environment whose faults go through FIS: AWS, or the lab that speaks as AWS does. */
public final class FisEnvironment implements Environment {
    private final Inventory inventory;
    private final boolean charges;
    private final Fis fis;
    private final String experimentRole;
    private final Map<String, Pair> pairs;

    /**
     * An environment that is connected.
     *
     * @param fis closed with this environment
     * @param experimentRole the ARN of the role as which FIS acts
     * @param pairs how to look at databases, by role
     */
    public FisEnvironment(
            Inventory inventory, boolean charges, Fis fis, String experimentRole, Map<String, Pair> pairs) {
        this.inventory = inventory;
        this.charges = charges;
        this.fis = fis;
        this.experimentRole = experimentRole;
        this.pairs = Map.copyOf(pairs);
    }

    @Override
    public Inventory inventory() {
        return inventory;
    }

    @Override
    public boolean charges() {
        return charges;
    }

    @Override
    public <T> T offer(Target target, Class<T> means) throws FaultException {
        if (!means.isAssignableFrom(Failover.class)) {
            throw new FaultException("environment " + inventory.environment() + " offers no " + means.getSimpleName()
                    + ", only Failover; use another fault or another environment");
        }
        return means.cast(failover(target));
    }

    private Failover failover(Target target) throws FaultException {
        Optional<Action> action = Action.of(target.type());
        if (action.isEmpty()) {
            throw new FaultException("found a target of type " + target.type() + " (" + target.id() + "), wanted "
                    + Action.resourceTypes() + " to fail over");
        }
        Pair pair = pairs.get(target.role());
        if (pair == null) {
            throw new FaultException("role " + target.role() + " has no probe, without which a failover cannot be seen;"
                    + " give it one in the environment's file");
        }
        return new FisFailover(fis, inventory.environment(), experimentRole, target, action.get(), pair);
    }

    @Override
    public void close() {
        fis.close();
    }
}
