package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind.SettingMismatch;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Makes a zone unavailable for a while, by its power or its network. */
public final class ZoneLoss extends DisruptionKind<ZoneLoss.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "zone-loss",
            "makes a zone unavailable for a while, by its power or by its network",
            Settings.class,
            Set.of(Capability.POWER, Capability.ISOLATION),
            DurationRule.REQUIRED,
            "a database or cache whose writer ran in the zone fails over; the old writer returns as a standby",
            "every target of the zone that has an address refuses or does not answer; in Kubernetes, its nodes are cordoned by"
                    + " the fault and no pod serves there",
            UNDONE_AFTER_DURATION);

    /** A zone or node that this fault does not hit may have the same name in another provider, and stays as it is. */
    private static final Set<Capability> PLACES = Set.of(Capability.POWER, Capability.ISOLATION, Capability.DRAIN);

    /** What the zone loses. */
    public enum ZoneLossMode {
        /** Everything in it stops and stays down, and nothing is started in its place there. */
        POWER,
        /** Everything in it continues to run and cannot be reached; requests to it get no answer. */
        NETWORK
    }

    /**
     * How the zone is lost.
     *
     * @param mode null means that it loses its power
     */
    public record Settings(
            @Describe("power: everything in it stops and stays down; network: everything in it is unreachable; power by"
                    + " default")
            @Nullable
            ZoneLossMode mode)
            implements FaultSettings {
        Capability capability() {
            return mode == ZoneLossMode.NETWORK ? Capability.ISOLATION : Capability.POWER;
        }
    }

    public ZoneLoss() {
        super(DESCRIPTION);
    }

    @Override
    protected Capability capability(Settings settings) {
        return settings.capability();
    }

    @Override
    protected Symptom effect(Settings settings) {
        return SymptomKind.UNREACHABLE;
    }

    /**
     * Resources in the zone that are not replaced elsewhere: of a database or cache, another zone's part takes over.
     */
    @Override
    protected List<Target> watched(FaultContext<Settings> context) throws FaultException {
        List<Target> seen = seen(context);
        if (seen.isEmpty()) {
            SettingMismatch unseen = unseen(context);
            throw new FaultException(unseen.found() + " is invalid; expected " + unseen.expected());
        }
        return seen;
    }

    private static List<Target> seen(FaultContext<Settings> context) {
        List<@Nullable String> zones =
                context.targets().stream().map(Target::zone).toList();
        return context.environment().inventory().targets().stream()
                .filter(target -> target.zone() != null && zones.contains(target.zone()))
                .filter(target ->
                        context.targets().contains(target) || Collections.disjoint(target.capabilities(), PLACES))
                .filter(target -> target.address() != null)
                .filter(target -> !target.capabilities().contains(Capability.FAILOVER))
                .toList();
    }

    private static SettingMismatch unseen(FaultContext<Settings> context) {
        String zones = context.targets().stream()
                .map(target -> String.valueOf(target.zone()))
                .collect(Collectors.joining(", "));
        return new SettingMismatch(
                "target", "zone " + zones + " without a role that has a probe", "at least one role with a probe in it");
    }

    @Override
    public Optional<SettingMismatch> mismatch(FaultContext<Settings> context) {
        return seen(context).isEmpty() ? Optional.of(unseen(context)) : Optional.empty();
    }

    /** Databases and caches that serve from another zone during the fault, or are just about to. */
    @Override
    protected List<Target> redirectTargets(FaultContext<Settings> context) {
        return context.environment().inventory().targets().stream()
                .filter(target -> target.capabilities().contains(Capability.FAILOVER)
                        || (target.capabilities().contains(Capability.TAKEOVER) && target.address() != null))
                .toList();
    }
}
