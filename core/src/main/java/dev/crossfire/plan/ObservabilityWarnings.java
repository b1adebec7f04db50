package dev.crossfire.plan;

import dev.crossfire.model.Plan;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.model.environment.ObservabilityConfig.Metrics;
import dev.crossfire.model.environment.ObservabilityConfig.RecordsAccess;
import dev.crossfire.model.objective.EvidenceSource;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Names what an environment does not let Crossfire observe, and the setting that would. */
final class ObservabilityWarnings {
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
                    case WRITE_ITEMS -> unlisted("item", http -> !http.item().isEmpty());
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
