package dev.crossfire.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.Plan;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.model.environment.ObservabilityConfig.Alarms;
import dev.crossfire.model.environment.ObservabilityConfig.Metrics;
import dev.crossfire.model.environment.ObservabilityConfig.RecordsAccess;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.model.objective.ObjectiveSettings.EvidenceSource;
import dev.crossfire.plan.FeasibilityWarnings.ObservabilityWarnings;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What cannot be observed is reported before the run, and what may be observed is not doubted. */
class ObservabilityWarningsTest {
    private static final URI SHOP = URI.create("https://shop.example.org");
    private static final URI PROMETHEUS = URI.create("https://prometheus.example.org");
    private static final LedgerSpec.Sql SQL = new LedgerSpec.Sql("select id from orders");
    private static final LedgerSpec.Http BARE = new LedgerSpec.Http("/orders", "", "/id", null, List.of(), null, null);
    private static final LedgerSpec.Http FULL =
            new LedgerSpec.Http("/orders", "", "/id", "/key", List.of("/seat"), null, null);
    private static final RecordsAccess DATABASE =
            new RecordsAccess(new Secret("jdbc:postgresql://db/shop"), null, null, null, null);

    @Test
    void aMissingSourceIsReportedWithTheSettingThatWouldProvideIt() {
        ObservabilityWarnings blind = warnings(new LedgerSpec(FULL, SQL, 1), null, ObservabilityConfig.NONE);
        assertThat(blind.lacks(EvidenceSource.WRITES))
                .hasValueSatisfying(why -> assertThat(why).contains("base-url", "jdbc"));
        assertThat(blind.lacks(EvidenceSource.ALARMS))
                .hasValueSatisfying(why -> assertThat(why).contains("'alarms'"));
        assertThat(blind.lacks(EvidenceSource.REQUESTS))
                .hasValueSatisfying(why -> assertThat(why).contains("'requests'"));
        assertThat(blind.lacks(EvidenceSource.REPLICAS))
                .hasValueSatisfying(why -> assertThat(why).contains("'serving'", "'replicas'"));
    }

    @Test
    void aListIsReadByEitherWay() {
        assertThat(warnings(new LedgerSpec(FULL, null, 1), SHOP, ObservabilityConfig.NONE)
                        .lacks(EvidenceSource.WRITES))
                .isEmpty();
        assertThat(warnings(new LedgerSpec(null, SQL, 1), null, recordsAccess(DATABASE))
                        .lacks(EvidenceSource.WRITES))
                .isEmpty();
        assertThat(warnings(new LedgerSpec(null, SQL, 1), SHOP, ObservabilityConfig.NONE)
                        .lacks(EvidenceSource.WRITES))
                .isPresent();
        assertThat(warnings(new LedgerSpec(FULL, null, 1), null, recordsAccess(DATABASE))
                        .lacks(EvidenceSource.WRITES))
                .isPresent();
    }

    @Test
    void aListOverHttpMustContainKeysAndItemsAndADatabaseIsTrustedToTheEnd() {
        LedgerSpec bare = new LedgerSpec(BARE, SQL, 1);
        assertThat(warnings(bare, SHOP, ObservabilityConfig.NONE).lacks(EvidenceSource.WRITE_KEYS))
                .hasValueSatisfying(why -> assertThat(why).contains("'key'"));
        assertThat(warnings(bare, SHOP, ObservabilityConfig.NONE).lacks(EvidenceSource.WRITE_ITEMS))
                .hasValueSatisfying(why -> assertThat(why).contains("'item'"));
        ObservabilityWarnings told = warnings(new LedgerSpec(FULL, null, 1), SHOP, ObservabilityConfig.NONE);
        assertThat(told.lacks(EvidenceSource.WRITE_KEYS)).isEmpty();
        assertThat(told.lacks(EvidenceSource.WRITE_ITEMS)).isEmpty();
        ObservabilityWarnings asked = warnings(bare, SHOP, recordsAccess(DATABASE));
        assertThat(asked.lacks(EvidenceSource.WRITE_KEYS)).isEmpty();
        assertThat(asked.lacks(EvidenceSource.WRITE_ITEMS)).isEmpty();
    }

    @Test
    void aPrometheusCountsOnlyWhatItsQueriesName() {
        ObservabilityWarnings serving =
                warnings(null, SHOP, metrics(new Metrics(null, PROMETHEUS, null, "sum(up)", null, null)));
        assertThat(serving.lacks(EvidenceSource.REPLICAS)).isEmpty();
        assertThat(serving.lacks(EvidenceSource.REQUESTS)).isPresent();
        ObservabilityWarnings pods =
                warnings(null, SHOP, metrics(new Metrics(null, null, null, null, "sum(all)", "shop")));
        assertThat(pods.lacks(EvidenceSource.REPLICAS)).isEmpty();
        assertThat(pods.lacks(EvidenceSource.REQUESTS)).isPresent();
        ObservabilityWarnings balancer = warnings(null, SHOP, metrics(new Metrics(SHOP, null, null, null, null, null)));
        assertThat(balancer.lacks(EvidenceSource.REPLICAS)).isEmpty();
        assertThat(balancer.lacks(EvidenceSource.REQUESTS)).isEmpty();
    }

    @Test
    void everyAlarmSourceCounts() {
        Alarms alarms = new Alarms(null, null, PROMETHEUS, null, null);
        assertThat(warnings(null, SHOP, new ObservabilityConfig(null, alarms, null))
                        .lacks(EvidenceSource.ALARMS))
                .isEmpty();
    }

    private static ObservabilityConfig recordsAccess(RecordsAccess recordsAccess) {
        return new ObservabilityConfig(recordsAccess, null, null);
    }

    private static ObservabilityConfig metrics(Metrics metrics) {
        return new ObservabilityConfig(null, null, metrics);
    }

    private static ObservabilityWarnings warnings(
            @Nullable LedgerSpec ledger, @Nullable URI base, ObservabilityConfig observability) {
        PlanRequest request = Sale.listing(Sale.request(List.of(), List.of()), ledger);
        EnvironmentSpec old = request.environment();
        EnvironmentSpec environment =
                new EnvironmentSpec(old.name(), base, old.isProtected(), old.limits(), old.providers(), observability);
        Optional<Plan> plan = Planner.plan(Sale.in(request, environment)).plan();
        return new ObservabilityWarnings(plan.orElseThrow(), observability);
    }
}
