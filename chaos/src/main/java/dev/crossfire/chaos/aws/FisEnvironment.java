package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.database.DatabasePair;
import dev.crossfire.chaos.database.PairFailover;
import dev.crossfire.chaos.disruption.Disruption;
import dev.crossfire.chaos.faults.FisFault;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.EnvironmentClaim;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.FaultEstimate;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An environment whose faults go through FIS: AWS, or the lab, which implements the same API. */
public final class FisEnvironment implements Environment {
    /** The lab's service charges nothing, knows its zones, and has lost the writer before its experiment has ended. */
    private static final ServiceTraits LAB = new ServiceTraits(Duration.ZERO, Duration.ZERO, 0, null);

    private final Inventory inventory;
    private final ActionTable actions;
    private final ServiceTraits service;
    private final Fis fis;
    private final String experimentRole;
    private final Map<String, DatabasePair> pairs;
    private final RunClock clock;
    private final @Nullable ResourceTags tags;

    /**
     * An environment with a service of its own, whose resources keep their tags and whose database is lost before its
     * experiment has ended.
     *
     * @param actions what the service can do
     * @param fis closed with this environment
     * @param experimentRole the ARN of the role as which FIS acts
     * @param pairs how to probe databases, by role
     */
    public FisEnvironment(
            Inventory inventory,
            ActionTable actions,
            Fis fis,
            String experimentRole,
            Map<String, DatabasePair> pairs,
            RunClock clock) {
        this(inventory, actions, LAB, fis, experimentRole, pairs, clock, null);
    }

    /**
     * AWS.
     *
     * @param actions what FIS can do there
     * @param account with its quotas
     * @param tags read again before a fault is injected, and closed with this environment; null when tags do not change
     */
    FisEnvironment(
            Inventory inventory,
            ActionTable actions,
            Fis fis,
            AwsSettings account,
            Map<String, DatabasePair> pairs,
            RunClock clock,
            @Nullable ResourceTags tags) {
        this(inventory, actions, ServiceTraits.aws(account), fis, account.experimentRole(), pairs, clock, tags);
    }

    private FisEnvironment(
            Inventory inventory,
            ActionTable actions,
            ServiceTraits service,
            Fis fis,
            String experimentRole,
            Map<String, DatabasePair> pairs,
            RunClock clock,
            @Nullable ResourceTags tags) {
        this.inventory = inventory;
        this.actions = actions;
        this.service = service;
        this.fis = fis;
        this.experimentRole = experimentRole;
        this.pairs = Map.copyOf(pairs);
        this.clock = clock;
        this.tags = tags;
    }

    @Override
    public Inventory inventory() {
        return inventory;
    }

    @Override
    public FaultEstimate estimate(FaultSpec fault, Set<Capability> uses, List<Target> targets) throws FaultException {
        @Nullable String template = fault.settings() instanceof FisFault.Settings given ? given.template() : null;
        if (template != null) {
            return TemplateCopy.estimate(fis.template(template), fault.duration(), service.dollarsPerActionMinute());
        }
        FaultEstimate estimate = actions.estimate(fault, uses, targets, inventory, service.dollarsPerActionMinute());
        @Nullable Map<String, Integer> quotas = service.quotasByTags();
        if (quotas == null) {
            return estimate;
        }
        List<FaultEstimate.Objection> objections = new ArrayList<>(estimate.objections());
        for (Target target : targets) {
            if (target.type().equals(ZoneActions.ZONE)) {
                actions.experiments(fault, uses, List.of(target), inventory)
                        .forEach(steps ->
                                objections.addAll(ExperimentEstimate.ofZone(target, steps, inventory, quotas)));
            }
        }
        return new FaultEstimate(estimate.costDollars(), objections);
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
    public RunClock clock() {
        return clock;
    }

    @Override
    public <T> T capability(Target target, Class<T> type) throws FaultException {
        if (type.isAssignableFrom(PairFailover.class)) {
            return type.cast(failover(target));
        }
        if (type.isAssignableFrom(Disruption.class)) {
            return type.cast(disruption(target));
        }
        if (type.isAssignableFrom(ProbeClient.class)) {
            return type.cast(probeClient(target));
        }
        throw new FaultException("environment " + inventory.environment() + " offers no " + type.getSimpleName()
                + ", only PairFailover, Disruption and ProbeClient; use another fault or another environment");
    }

    private PairFailover failover(Target target) throws FaultException {
        actions.mapping(target, Capability.FAILOVER);
        DatabasePair pair = pairs.get(target.role());
        if (pair == null) {
            throw new FaultException(
                    "role " + target.role() + " has no probe, without which a failover cannot be confirmed;"
                            + " give it one in the environment file");
        }
        return new FisFailover(disruption(), target, pair, service.settling(), clock);
    }

    private Disruption disruption(Target target) throws FaultException {
        if (target.capabilities().isEmpty()) {
            throw new FaultException("a target of type " + target.type() + " (" + target.id()
                    + ") is invalid; expected one that FIS supports; choose another role");
        }
        return disruption();
    }

    private FisDisruption disruption() {
        return new FisDisruption(fis, actions, inventory, experimentRole, service.listLag(), clock);
    }

    private ProbeClient probeClient(Target target) throws FaultException {
        DatabasePair pair = pairs.get(target.role());
        return pair == null ? ProbeClient.of(target, clock) : pair.probeClient(clock);
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
        return AwsEnvironmentClaim.take(fis, inventory.environment(), experimentRole, run, forAtMost, clock);
    }

    @Override
    public void close() {
        fis.close();
        if (tags != null) {
            tags.close();
        }
    }
}
