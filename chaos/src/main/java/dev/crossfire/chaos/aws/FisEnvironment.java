package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.database.DatabasePair;
import dev.crossfire.chaos.database.Failover;
import dev.crossfire.chaos.database.PairProbe;
import dev.crossfire.chaos.disruption.Disruption;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentClaim;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Leftover;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An environment whose faults go through FIS: AWS, or the lab, which implements the same API. */
public final class FisEnvironment implements Environment {
    /** RDS documents failovers of up to so long; the lab's database is lost before its experiment has ended. */
    private static final Duration SETTLING = Duration.ofMinutes(2);

    private final Inventory inventory;
    private final boolean charges;
    private final Fis fis;
    private final String experimentRole;
    private final Map<String, DatabasePair> pairs;
    private final @Nullable ResourceTags tags;

    /**
     * An environment that is connected, whose resources keep their tags.
     *
     * @param fis closed with this environment
     * @param experimentRole the ARN of the role as which FIS acts
     * @param pairs how to probe databases, by role
     */
    public FisEnvironment(
            Inventory inventory, boolean charges, Fis fis, String experimentRole, Map<String, DatabasePair> pairs) {
        this(inventory, charges, fis, experimentRole, pairs, null);
    }

    /**
     * An environment that is connected.
     *
     * @param tags read again before a fault is injected, and closed with this environment; null when tags do not change
     */
    FisEnvironment(
            Inventory inventory,
            boolean charges,
            Fis fis,
            String experimentRole,
            Map<String, DatabasePair> pairs,
            @Nullable ResourceTags tags) {
        this.inventory = inventory;
        this.charges = charges;
        this.fis = fis;
        this.experimentRole = experimentRole;
        this.pairs = Map.copyOf(pairs);
        this.tags = tags;
    }

    @Override
    public Inventory inventory() {
        return inventory;
    }

    @Override
    public Inventory current() throws EnvironmentException {
        if (tags == null) {
            return inventory;
        }
        try {
            return new Inventory(inventory.environment(), inventory.zones(), tags.onto(inventory.targets()));
        } catch (FaultException unread) {
            throw new EnvironmentException(String.valueOf(unread.getMessage()), unread);
        }
    }

    @Override
    public boolean charges() {
        return charges;
    }

    @Override
    public <T> T offer(Target target, Class<T> means) throws FaultException {
        if (means.isAssignableFrom(Failover.class)) {
            return means.cast(failover(target));
        }
        if (means.isAssignableFrom(Disruption.class)) {
            return means.cast(disruption(target));
        }
        if (means.isAssignableFrom(ProbeClient.class)) {
            return means.cast(probeClient(target));
        }
        throw new FaultException("environment " + inventory.environment() + " offers no " + means.getSimpleName()
                + ", only Failover, Disruption and ProbeClient; use another fault or another environment");
    }

    private Failover failover(Target target) throws FaultException {
        ActionTable.row(target, Capability.FAILOVER);
        DatabasePair pair = pairs.get(target.role());
        if (pair == null) {
            throw new FaultException(
                    "role " + target.role() + " has no probe, without which a failover cannot be confirmed;"
                            + " give it one in the environment file");
        }
        return new FisFailover(disruption(), target, pair, charges ? SETTLING : Duration.ZERO);
    }

    private Disruption disruption(Target target) throws FaultException {
        if (target.capabilities().isEmpty()) {
            throw new FaultException("a target of type " + target.type() + " (" + target.id()
                    + ") is invalid; expected one that FIS supports; choose another role");
        }
        return disruption();
    }

    private FisDisruption disruption() {
        return new FisDisruption(fis, inventory, experimentRole);
    }

    private ProbeClient probeClient(Target target) throws FaultException {
        DatabasePair pair = pairs.get(target.role());
        return pair == null ? ProbeClient.of(target) : new PairProbe(pair);
    }

    @Override
    public List<Leftover> leftovers() throws FaultException {
        return new FisLeftovers(fis, inventory.environment()).all();
    }

    @Override
    public void clear(Leftover leftover) throws FaultException {
        new FisLeftovers(fis, inventory.environment()).clear(leftover);
    }

    @Override
    public EnvironmentClaim claim(String run, Duration forAtMost) throws FaultException {
        return TemplateClaim.take(fis, inventory.environment(), experimentRole, run, forAtMost);
    }

    @Override
    public void close() {
        fis.close();
        if (tags != null) {
            tags.close();
        }
    }
}
