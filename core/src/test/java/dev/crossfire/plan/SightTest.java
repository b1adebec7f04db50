package dev.crossfire.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.EnvironmentSpec;
import dev.crossfire.model.LedgerSpec;
import dev.crossfire.model.Outlook;
import dev.crossfire.model.Outlook.Alarms;
import dev.crossfire.model.Outlook.Books;
import dev.crossfire.model.Outlook.Metrics;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Secret;
import dev.crossfire.model.Source;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What cannot be seen is said before the run, and what may be seen is not doubted. */
class SightTest {
    private static final URI SHOP = URI.create("https://shop.example.org");
    private static final URI PROMETHEUS = URI.create("https://prometheus.example.org");
    private static final LedgerSpec.Sql SQL = new LedgerSpec.Sql("select id from orders");
    private static final LedgerSpec.Http BARE = new LedgerSpec.Http("/orders", "", "/id", null, List.of(), null, null);
    private static final LedgerSpec.Http FULL =
            new LedgerSpec.Http("/orders", "", "/id", "/key", List.of("/seat"), null, null);
    private static final Books DATABASE = new Books(new Secret("jdbc:postgresql://db/shop"), null, null, null, null);

    @Test
    void whoSeesNothingIsToldWhatWouldShowIt() {
        Sight blind = sight(new LedgerSpec(FULL, SQL, 1), null, Outlook.NONE);
        assertThat(blind.lacks(Source.WRITES))
                .hasValueSatisfying(why -> assertThat(why).contains("base-url", "jdbc"));
        assertThat(blind.lacks(Source.ALARMS))
                .hasValueSatisfying(why -> assertThat(why).contains("'alarms'"));
        assertThat(blind.lacks(Source.REQUESTS))
                .hasValueSatisfying(why -> assertThat(why).contains("'requests'"));
        assertThat(blind.lacks(Source.REPLICAS))
                .hasValueSatisfying(why -> assertThat(why).contains("'serving'", "'replicas'"));
    }

    @Test
    void aListIsReadByEitherWay() {
        assertThat(sight(new LedgerSpec(FULL, null, 1), SHOP, Outlook.NONE).lacks(Source.WRITES))
                .isEmpty();
        assertThat(sight(new LedgerSpec(null, SQL, 1), null, books(DATABASE)).lacks(Source.WRITES))
                .isEmpty();
        assertThat(sight(new LedgerSpec(null, SQL, 1), SHOP, Outlook.NONE).lacks(Source.WRITES))
                .isPresent();
        assertThat(sight(new LedgerSpec(FULL, null, 1), null, books(DATABASE)).lacks(Source.WRITES))
                .isPresent();
    }

    @Test
    void aListOverHttpMustTellKeysAndItemsAndADatabaseIsTrustedToTheEnd() {
        LedgerSpec bare = new LedgerSpec(BARE, SQL, 1);
        assertThat(sight(bare, SHOP, Outlook.NONE).lacks(Source.WRITE_KEYS))
                .hasValueSatisfying(why -> assertThat(why).contains("'key'"));
        assertThat(sight(bare, SHOP, Outlook.NONE).lacks(Source.WRITE_ITEMS))
                .hasValueSatisfying(why -> assertThat(why).contains("'item'"));
        Sight told = sight(new LedgerSpec(FULL, null, 1), SHOP, Outlook.NONE);
        assertThat(told.lacks(Source.WRITE_KEYS)).isEmpty();
        assertThat(told.lacks(Source.WRITE_ITEMS)).isEmpty();
        Sight asked = sight(bare, SHOP, books(DATABASE));
        assertThat(asked.lacks(Source.WRITE_KEYS)).isEmpty();
        assertThat(asked.lacks(Source.WRITE_ITEMS)).isEmpty();
    }

    @Test
    void aPrometheusCountsOnlyWhatItIsAskedFor() {
        Sight serving = sight(null, SHOP, metrics(new Metrics(null, PROMETHEUS, null, "sum(up)", null, null)));
        assertThat(serving.lacks(Source.REPLICAS)).isEmpty();
        assertThat(serving.lacks(Source.REQUESTS)).isPresent();
        Sight pods = sight(null, SHOP, metrics(new Metrics(null, null, null, null, "sum(all)", "shop")));
        assertThat(pods.lacks(Source.REPLICAS)).isEmpty();
        assertThat(pods.lacks(Source.REQUESTS)).isPresent();
        Sight balancer = sight(null, SHOP, metrics(new Metrics(SHOP, null, null, null, null, null)));
        assertThat(balancer.lacks(Source.REPLICAS)).isEmpty();
        assertThat(balancer.lacks(Source.REQUESTS)).isEmpty();
    }

    @Test
    void whoeverTellsAlarmsIsHeard() {
        Alarms alarms = new Alarms(null, null, PROMETHEUS, null, null);
        assertThat(sight(null, SHOP, new Outlook(null, alarms, null)).lacks(Source.ALARMS))
                .isEmpty();
    }

    private static Outlook books(Books books) {
        return new Outlook(books, null, null);
    }

    private static Outlook metrics(Metrics metrics) {
        return new Outlook(null, null, metrics);
    }

    private static Sight sight(@Nullable LedgerSpec ledger, @Nullable URI base, Outlook outlook) {
        PlanRequest request = Sale.listing(Sale.request(List.of(), List.of()), ledger);
        EnvironmentSpec old = request.environment();
        EnvironmentSpec environment =
                new EnvironmentSpec(old.name(), old.kind(), base, old.guarded(), old.limits(), old.settings(), outlook);
        Optional<Plan> plan = Planner.plan(Sale.in(request, environment)).plan();
        return new Sight(plan.orElseThrow(), outlook);
    }
}
