package dev.crossfire.model;

import dev.crossfire.model.environment.ClusterIdentity;
import java.net.URI;
import java.time.Duration;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A scenario resolved against an environment: what will be done, on what exactly, and what it may cost.
 *
 * @param run the run's name, unique on this machine
 * @param scenario as in effect, overlays and {@code --set} applied
 * @param origins where each effective value came from, by JSON pointer
 * @param faultsDisabled a control run: the load alone
 * @param versions of Crossfire and what it runs on
 * @param warnings what may make the run useless, though it is allowed
 * @param invocation the command line that a user typed; null without one, as in a calibration
 * @param systemUnderTest where the load goes; null in a plan that no user asked for, as in a calibration
 * @param cluster where the faults go; null where there is no cluster
 * @param risks what a person should know of the faults' targets before approving them, a sentence each
 * @param plugins whose kinds the run uses
 */
public record Plan(
        String schema,
        String run,
        Scenario scenario,
        String environment,
        @Nullable URI baseUrl,
        long seed,
        boolean faultsDisabled,
        List<PlannedFault> faults,
        BlastRadius blastRadius,
        double costDollars,
        Map<String, String> origins,
        Map<String, String> versions,
        List<String> warnings,
        @Nullable Invocation invocation,
        @Nullable String systemUnderTest,
        @Nullable ClusterIdentity cluster,
        List<String> risks,
        List<UsedPlugin> plugins) {
    public static final String SCHEMA = "crossfire/plan/v1";

    public Plan {
        faults = List.copyOf(faults);
        origins = Collections.unmodifiableMap(new LinkedHashMap<>(origins));
        versions = Collections.unmodifiableMap(new LinkedHashMap<>(versions));
        warnings = List.copyOf(warnings);
        risks = List.copyOf(risks);
        plugins = List.copyOf(Objects.requireNonNullElse(plugins, List.of()));
    }

    /** A plan that no user has typed a command for. */
    public Plan(
            String schema,
            String run,
            Scenario scenario,
            String environment,
            @Nullable URI baseUrl,
            long seed,
            boolean faultsDisabled,
            List<PlannedFault> faults,
            BlastRadius blastRadius,
            double costDollars,
            Map<String, String> origins,
            Map<String, String> versions,
            List<String> warnings) {
        this(
                schema,
                run,
                scenario,
                environment,
                baseUrl,
                seed,
                faultsDisabled,
                faults,
                blastRadius,
                costDollars,
                origins,
                versions,
                warnings,
                null,
                null,
                null,
                List.of(),
                List.of());
    }

    /** The same plan with what may make the run useless. */
    public Plan warned(List<String> of) {
        return copy(of, invocation, cluster, risks, plugins);
    }

    /** The same plan with what was typed to get it. */
    public Plan typedAs(@Nullable Invocation typed) {
        return copy(warnings, typed, cluster, risks, plugins);
    }

    /** The same plan with the plug-ins that it needs. */
    public Plan using(List<UsedPlugin> needed) {
        return copy(warnings, invocation, cluster, risks, needed);
    }

    /** The same plan with what only the open environment knows. */
    public Plan in(@Nullable ClusterIdentity where, List<String> ofTargets) {
        return copy(warnings, invocation, where, ofTargets, plugins);
    }

    private Plan copy(
            List<String> warned,
            @Nullable Invocation typed,
            @Nullable ClusterIdentity where,
            List<String> ofTargets,
            List<UsedPlugin> needed) {
        return new Plan(
                schema,
                run,
                scenario,
                environment,
                baseUrl,
                seed,
                faultsDisabled,
                faults,
                blastRadius,
                costDollars,
                origins,
                versions,
                warned,
                typed,
                systemUnderTest,
                where,
                ofTargets,
                needed);
    }

    /** What the run belongs to, by name; empty when no labels were given. */
    public Map<String, String> labels() {
        return invocation == null ? Map.of() : invocation.labels();
    }

    /**
     * A fault with its targets resolved.
     *
     * @param at when it begins after t = 0; null when it waits for another fault
     * @param longest the bound on how long it lasts, even if processes die in between
     * @param irreversible what cannot be undone; null when everything can
     * @param reach every target that it may hit at some time
     * @param times how often it acts, if nothing keeps it from that
     * @param alsoHit what it hits beside its targets, because it is in a zone that is lost
     */
    public record PlannedFault(
            FaultSpec spec,
            List<Target> targets,
            @Nullable Duration at,
            Duration longest,
            @Nullable String irreversible,
            double costDollars,
            List<Target> reach,
            int times,
            List<Target> alsoHit) {
        public PlannedFault {
            targets = List.copyOf(targets);
            reach = List.copyOf(reach);
            alsoHit = List.copyOf(alsoHit);
        }

        /** One that acts once, on its targets. */
        public PlannedFault(
                FaultSpec spec,
                List<Target> targets,
                @Nullable Duration at,
                Duration longest,
                @Nullable String irreversible,
                double costDollars) {
            this(spec, targets, at, longest, irreversible, costDollars, targets, 1, List.of());
        }
    }

    /**
     * A plug-in whose kinds a run uses.
     *
     * @param version empty when it has none
     * @param jar its absolute path, on the machine that planned
     * @param faults its fault kinds that the run uses, by name
     * @param objectives its objective kinds that the run uses, by name
     * @param providers its providers that the run's environment names
     */
    public record UsedPlugin(
            String name,
            String version,
            String jar,
            List<String> faults,
            List<String> objectives,
            List<String> providers) {
        public UsedPlugin {
            faults = List.copyOf(faults);
            objectives = List.copyOf(objectives);
            providers = List.copyOf(providers);
        }
    }

    /**
     * How much of the system the faults touch at most at one time.
     *
     * @param roles the roles touched, sorted
     */
    public record BlastRadius(int targets, int zones, List<String> roles, Duration longest) {
        public BlastRadius {
            roles = List.copyOf(roles);
        }
    }
}
