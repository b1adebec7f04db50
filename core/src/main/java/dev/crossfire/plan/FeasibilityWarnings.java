package dev.crossfire.plan;

import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.model.environment.ObservabilityConfig.Metrics;
import dev.crossfire.model.environment.ObservabilityConfig.RecordsAccess;
import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSettings.EvidenceSource;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.ObjectiveKind;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Warns before the run about what its load cannot show. */
final class FeasibilityWarnings {
    private FeasibilityWarnings() {}

    /** A sentence for each reason; empty when the run can show everything. */
    static List<String> warnings(Plan plan, ObservabilityConfig observability, Kinds kinds) {
        Map<String, List<String>> reasons = new LinkedHashMap<>();
        ObservabilityWarnings observed = new ObservabilityWarnings(plan, observability);
        for (ObjectiveSpec objective : plan.scenario().objectives()) {
            objective.settings().sources().stream()
                    .sorted()
                    .flatMap(source -> observed.lacks(source).stream())
                    .forEach(lacking -> because(lacking, objective, reasons));
            kinds.objective(objective.kind()).ifPresent(kind -> warnings(kind, objective.settings(), plan)
                    .forEach(reason -> because(reason, objective, reasons)));
        }
        List<String> warnings = new ArrayList<>();
        reasons.forEach((reason, ids) -> warnings.add(String.join(", ", ids) + ": " + reason));
        if (!plan.faultsDisabled()) {
            plan.faults().forEach(fault -> confounded(plan, fault, warnings));
        }
        unknownRates(plan, warnings);
        plan.scenario().load().selections().forEach((name, selection) -> {
            if (selection.takesPart()) {
                warnings.add(name + " selects every request " + selection.words()
                        + ": the names of requests and groups are known only once it runs");
            }
        });
        return warnings;
    }

    /** What several objectives lack is reported once. */
    private static void because(String reason, ObjectiveSpec objective, Map<String, List<String>> reasons) {
        reasons.computeIfAbsent(reason, first -> new ArrayList<>()).add(objective.id());
    }

    /** Where the simulation sets the rate, how much a run will show is unknown. */
    private static void unknownRates(Plan plan, List<String> warnings) {
        Set<String> planned =
                plan.scenario().load().cohorts().stream().map(Cohort::name).collect(Collectors.toSet());
        Map<String, List<String>> objectives = new LinkedHashMap<>();
        for (ObjectiveSpec objective : plan.scenario().objectives()) {
            String cohort = objective.settings().cohort();
            if (cohort != null && !planned.contains(cohort)) {
                objectives.computeIfAbsent(cohort, name -> new ArrayList<>()).add(objective.id());
            }
        }
        objectives.forEach((cohort, ids) -> warnings.add("it cannot be determined whether the load suffices for "
                + String.join(", ", ids) + ": the simulation sets the rate of " + cohort));
    }

    /** Why a plan could not decide one objective, a sentence each. */
    static <S extends ObjectiveSettings> List<String> warnings(
            ObjectiveKind<S> kind, ObjectiveSettings settings, Plan plan) {
        return kind.warnings(kind.description().settings().cast(settings), plan);
    }

    /** An unhealthy interval that begins within H of a load step and of a fault has two possible causes. */
    private static void confounded(Plan plan, PlannedFault fault, List<String> warnings) {
        @Nullable Duration at = fault.at();
        if (at == null) {
            return;
        }
        Duration settle = plan.scenario().healthy().values().stream()
                .map(HealthCriteria::stableFor)
                .max(Duration::compareTo)
                .orElse(Duration.ZERO);
        for (Cohort cohort : plan.scenario().load().cohorts()) {
            cohort.steps().stream()
                    .filter(step -> step.minus(at).abs().compareTo(settle) < 0)
                    .findFirst()
                    .ifPresent(step -> warnings.add(fault.spec().id() + " at " + DurationText.format(at) + " is within "
                            + DurationText.format(settle) + " of a step of " + cohort.name() + "' load at "
                            + DurationText.format(step) + ": an impact then has two possible causes"));
        }
    }

    /** Names what an environment does not let Crossfire observe, and the setting that would. */
    static final class ObservabilityWarnings {
        private final Plan plan;
        private final ObservabilityConfig observability;

        ObservabilityWarnings(Plan plan, ObservabilityConfig observability) {
            this.plan = plan;
            this.observability = observability;
        }

        /** Why a source will yield nothing, as a sentence; empty when it may. */
        Optional<String> lacks(EvidenceSource source) {
            return Optional.ofNullable(
                    switch (source) {
                        case WRITES -> writes();
                        case WRITE_KEYS -> unlisted("key", http -> http.key() != null);
                        case WRITE_ITEMS ->
                            unlisted("item", http -> !http.item().isEmpty());
                        case ALARMS ->
                            observability.alarms() == null
                                    ? "the environment file has no alarm source; add one under 'alarms'"
                                    : null;
                        case REQUESTS ->
                            counts(EvidenceSource.REQUESTS)
                                    ? null
                                    : "no source counts the requests that reach the system; add 'requests' under 'metrics' in the"
                                            + " environment file";
                        case REPLICAS ->
                            counts(EvidenceSource.REPLICAS)
                                    ? null
                                    : "no source counts the replicas that serve; add 'serving' or 'replicas' under 'metrics' in"
                                            + " the environment file";
                    });
        }

        private boolean counts(EvidenceSource source) {
            @Nullable Metrics metrics = observability.metrics();
            if (metrics == null) {
                return false;
            }
            boolean replicas = source == EvidenceSource.REPLICAS;
            @Nullable String query = replicas ? metrics.serving() : metrics.requests();
            return metrics.balancer() != null
                    || (metrics.prometheus() != null && query != null)
                    || (replicas && metrics.replicas() != null);
        }

        /** The list that will be read over HTTP; null when none will, or a database is read instead. */
        private LedgerSpec.@Nullable Http http() {
            @Nullable LedgerSpec ledger = plan.scenario().ledger();
            return ledger == null || asksDatabase(ledger) || plan.baseUrl() == null ? null : ledger.http();
        }

        private boolean asksDatabase(LedgerSpec ledger) {
            @Nullable RecordsAccess recordsAccess = observability.ledger();
            return recordsAccess != null && recordsAccess.queryFor(ledger) != null;
        }

        private @Nullable String writes() {
            @Nullable LedgerSpec ledger = plan.scenario().ledger();
            if (ledger != null && (asksDatabase(ledger) || http() != null)) {
                return null;
            }
            return "the system's records have no source; the scenario's 'ledger' needs 'http' and a base-url,"
                    + " or the environment file 'jdbc' under 'ledger'";
        }

        /** A database's columns are known only when it is queried; what an answer over HTTP contains is known now. */
        private @Nullable String unlisted(String what, Predicate<LedgerSpec.Http> tells) {
            LedgerSpec.@Nullable Http http = http();
            return http == null || tells.test(http)
                    ? null
                    : "the system's records do not hold it; the scenario's 'ledger' needs '" + what + "' under 'http'";
        }
    }
}
