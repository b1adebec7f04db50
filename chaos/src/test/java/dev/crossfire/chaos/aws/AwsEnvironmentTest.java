package dev.crossfire.chaos.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowable;

import dev.crossfire.chaos.aws.AwsSettings.AvailabilityZone;
import dev.crossfire.chaos.aws.AwsSettings.AwsRole;
import dev.crossfire.chaos.aws.AwsSettings.FisResource;
import dev.crossfire.chaos.aws.AwsSettings.RdsDatabase;
import dev.crossfire.chaos.database.PairFailover;
import dev.crossfire.chaos.database.PairQueries;
import dev.crossfire.chaos.database.RoleProbe;
import dev.crossfire.chaos.fake.LocalFis;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.EnvironmentProvider.DeclaredSettings;
import dev.crossfire.spi.FaultException;
import dev.crossfire.testkit.MachineClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.fis.FisClient;

class AwsEnvironmentTest {
    private static final String ARN = "arn:aws:rds:ap-northeast-2:123456789012:cluster:ticketing";
    private static final Map<String, String> TAGS = Map.of("app", "ticketing", "tier", "db");
    private static final RoleProbe PROBE =
            new RoleProbe(null, new Secret("jdbc:postgresql://db/x?password=s3cret"), "me", new Secret("s3cret"), null);

    private LocalFis service;

    @BeforeEach
    void open() throws IOException {
        service = new LocalFis("ap-northeast-2");
        service.resource(DatabaseActions.CLUSTER, ARN, TAGS);
        service.resource(
                DatabaseActions.CLUSTER,
                "arn:aws:rds:ap-northeast-2:123456789012:cluster:other",
                Map.of("app", "other"));
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void tagsAreResolvedByAPreviewThatBreaksNothingAndLeavesNothing() throws Exception {
        service.onAction(arn -> {
            throw new AssertionError("a preview must not break anything");
        });
        try (Environment environment = open(cluster(TAGS, PROBE))) {
            assertThat(environment.inventory().inRole("ticketing-db"))
                    .extracting(Target::id)
                    .containsExactly(ARN);
        }
        assertThat(service.templateIds()).isEmpty();
        assertThat(service.realExperiments()).isEmpty();
    }

    @Test
    void aClusterIsProbedAsAuroraAndAnInstanceByItsAddress() throws Exception {
        try (Environment environment = open(cluster(TAGS, PROBE))) {
            assertThat(queries(environment)).isEqualTo(PairQueries.AURORA);
        }
        String instance = "arn:aws:rds:ap-northeast-2:123456789012:db:ticketing";
        service.resource(DatabaseActions.INSTANCE, instance, TAGS);
        try (Environment environment = open(new AwsRole(null, new RdsDatabase(instance, null), null, null, PROBE))) {
            assertThat(queries(environment)).isEqualTo(PairQueries.ADDRESS);
        }
    }

    @Test
    void withoutAProbeThereIsNothingToFailOver() throws Exception {
        try (Environment environment = open(cluster(TAGS, null))) {
            Target target = environment.inventory().inRole("ticketing-db").get(0);
            assertThat(target.capabilities()).doesNotContain(Capability.FAILOVER);
            assertThatThrownBy(() -> environment.capability(target, PairFailover.class))
                    .isInstanceOf(FaultException.class)
                    .hasMessageContaining("ticketing-db has no probe");
            assertThatThrownBy(() -> environment.capability(target, Runnable.class))
                    .hasMessageContaining("no Runnable");
        }
    }

    @Test
    void whatDeadProcessesLeftIsSweptAndWhatOthersUseIsNot() throws Exception {
        Map<String, String> run = Map.of(RunTags.RUN, "r", RunTags.FAULT, "f", RunTags.ENVIRONMENT, "staging");
        Duration old = Duration.ofHours(25);
        service.leftover(Map.of(RunTags.PREVIEW, "staging"), Duration.ofMinutes(11));
        String newPreview = service.leftover(Map.of(RunTags.PREVIEW, "staging"), Duration.ofMinutes(1));
        String otherPreview = service.leftover(Map.of(RunTags.PREVIEW, "production"), Duration.ofMinutes(11));
        service.leftover(run, old);
        String newRun = service.leftover(run, Duration.ofHours(1));
        String otherRun = service.leftover(Map.of(RunTags.RUN, "r", RunTags.ENVIRONMENT, "production"), old);
        String foreign = service.leftover(Map.of("team", "shop"), Duration.ofDays(12));
        open(cluster(TAGS, PROBE)).close();
        assertThat(service.templateIds()).containsExactly(newPreview, otherPreview, newRun, otherRun, foreign);
    }

    @Test
    void aRefusedCleanUpDoesNotPreventPlanning() throws Exception {
        service.failures().refuseNext("ListExperimentTemplates", 403, "AccessDeniedException", "no");
        try (Environment environment = open(cluster(TAGS, PROBE))) {
            assertThat(environment.inventory().targets()).hasSize(1);
        }
    }

    @Test
    void aFailedPreviewReportsWhyThoughItsTemplateCannotBeDeleted() {
        service.failures().refuseNext("StartExperiment", 402, "ServiceQuotaExceededException", "too many");
        service.failures().refuseNext("DeleteExperimentTemplate", 403, "AccessDeniedException", "no");
        try (Fis fis = service.client("ap-northeast-2")) {
            TargetPreview preview = new TargetPreview(fis, "arn:aws:iam::123456789012:role/fis", "staging");
            Throwable thrown = catchThrowable(
                    () -> preview.resolve(ExperimentTarget.tagged("resources", DatabaseActions.CLUSTER, TAGS), null));
            assertThat(thrown).isInstanceOf(FaultException.class).hasMessageContaining("5 experiments at once");
            assertThat(thrown.getSuppressed()).singleElement().satisfies(left -> assertThat(left)
                    .hasMessageContaining("DeleteExperimentTemplate"));
        }
    }

    @Test
    void whatTheSdkDoesNotMeanToThrowIsExplainedToo() {
        FisClient broken = new FisClient() {
            @Override
            public String serviceName() {
                return "fis";
            }

            @Override
            public void close() {}
        };
        try (Fis fis = new Fis(broken, () -> {})) {
            assertThatThrownBy(() -> fis.delete("EXT1"))
                    .isInstanceOf(FaultException.class)
                    .hasCauseInstanceOf(UnsupportedOperationException.class)
                    .hasMessageContaining("AWS FIS, DeleteExperimentTemplate")
                    .hasMessageContaining("healing checks it");
        }
    }

    @Test
    void tagsThatNothingCarriesAreReported() {
        assertThatThrownBy(() -> open(cluster(Map.of("app", "tickets"), PROBE)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("missing aws:rds:cluster with tags {app=tickets}");
        assertThat(service.templateIds()).isEmpty();
    }

    @Test
    void aProbeSeesOneDatabaseAndNotTwo() throws Exception {
        service.resource(DatabaseActions.CLUSTER, ARN + "-two", TAGS);
        assertThatThrownBy(() -> open(cluster(TAGS, PROBE)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("roles.ticketing-db: 2 databases")
                .hasMessageContaining("narrow the tags");
        try (Environment environment = open(cluster(TAGS, null))) {
            assertThat(environment.inventory().targets()).hasSize(2);
        }
    }

    @Test
    void declaredSettingsAreKnownBeforeAnyRequest() {
        Map<String, AwsRole> roles = Map.of(
                "db", new AwsRole(new RdsDatabase(null, TAGS), null, null, null, null),
                "zone-a",
                        new AwsRole(
                                null,
                                null,
                                null,
                                new AvailabilityZone("ap-northeast-2a", Map.of("app", "shop"), null),
                                null));
        ProviderSettings<AwsSettings, AwsRole> settings = settings(roles);
        DeclaredSettings declared = provider().declared(spec(settings), settings);
        assertThat(declared.complete()).isFalse();
        assertThat(declared.unprobed()).containsExactly(Map.entry("db", "/roles/db"));
        assertThat(declared.inventory().inRole("db"))
                .singleElement()
                .satisfies(target -> assertThat(target.capabilities()).contains(Capability.FAILOVER));
        assertThat(declared.inventory().zones()).containsExactly("ap-northeast-2a");
        assertThat(service.calls()).isEmpty();
    }

    @Test
    void otherResourcesAndZonesPlayRolesToo() throws Exception {
        String task = "arn:aws:ecs:ap-northeast-2:123456789012:task/shop/a";
        service.resource("aws:ecs:task", task, Map.of("app", "shop"));
        String probe = "https://shop.example.org/health";
        Map<String, AwsRole> roles = Map.of(
                "shop",
                new AwsRole(
                        null,
                        null,
                        new FisResource("aws:ecs:task", null, Map.of("app", "shop"), "ap-northeast-2a"),
                        null,
                        RoleProbe.at(probe)),
                "unseen",
                new AwsRole(null, null, new FisResource("aws:ecs:task", task, null, null), null, null),
                "zone-a",
                new AwsRole(
                        null, null, null, new AvailabilityZone("ap-northeast-2a", Map.of("app", "shop"), null), null));
        try (Environment environment = open(roles)) {
            Inventory inventory = environment.inventory();
            assertThat(inventory.zones()).containsExactly("ap-northeast-2a");
            Target shop = inventory.inRole("shop").get(0);
            assertThat(shop.id()).isEqualTo(task);
            assertThat(shop.address()).hasToString(probe);
            assertThat(shop.capabilities())
                    .contains(Capability.ACTION, Capability.LATENCY)
                    .as("what only the lab can do")
                    .doesNotContain(Capability.PAUSE);
            assertThat(inventory.inRole("unseen").get(0).capabilities()).isEmpty();
            assertThat(inventory.inRole("zone-a").get(0).capabilities())
                    .contains(Capability.POWER)
                    .as("a zone is no resource of AWS")
                    .doesNotContain(Capability.ACTION);
        }
    }

    @Test
    void healingNeedsNoPreviewAndSeesAllThatCanBeSeen() throws Exception {
        service.leftover(
                Map.of(RunTags.RUN, "r", RunTags.FAULT, "f", RunTags.ENVIRONMENT, "staging"), Duration.ofMinutes(1));
        Map<String, String> gone = Map.of("app", "gone");
        String probe = "https://shop.example.org/health";
        FisResource task = new FisResource("aws:ecs:task", null, gone, "ap-northeast-2a");
        Map<String, AwsRole> roles = Map.of(
                "ticketing-db",
                cluster(gone, PROBE),
                "by-id",
                new AwsRole(new RdsDatabase(ARN, null), null, null, null, PROBE),
                "unseen",
                cluster(gone, null),
                "shop",
                new AwsRole(null, null, task, null, RoleProbe.at(probe)),
                "zone-a",
                new AwsRole(
                        null, null, null, new AvailabilityZone("ap-northeast-2a", Map.of("app", "shop"), null), null));
        assertThatThrownBy(() -> open(roles)).isInstanceOf(EnvironmentException.class);
        int asked = service.calls().size();
        ProviderSettings<AwsSettings, AwsRole> settings = settings(roles);
        try (Environment environment = provider().openToHeal(spec(settings), settings, new MachineClock())) {
            Inventory inventory = environment.inventory();
            assertThat(service.calls()).hasSize(asked);
            assertThat(inventory.roles()).containsExactlyInAnyOrder("ticketing-db", "by-id", "shop", "zone-a");
            assertThat(inventory.zones()).containsExactly("ap-northeast-2a");
            assertThat(inventory.inRole("by-id")).extracting(Target::id).containsExactly(ARN);
            Target shop = inventory.inRole("shop").get(0);
            assertThat(shop.address()).hasToString(probe);
            assertThat(shop.zone()).isEqualTo("ap-northeast-2a");
            assertThat(queries(environment)).isEqualTo(PairQueries.AURORA);
            for (Leftover left : environment.leftovers()) {
                environment.clear(left);
            }
            assertThat(environment.leftovers()).isEmpty();
            assertThat(service.templateIds()).isEmpty();
        }
    }

    @Test
    void aProbeIsAnAddressWithoutSecrets() {
        for (String probe : List.of("shop.example.org", "ftp://shop", "redis://:pa55@cache:6379", "http://a b")) {
            assertThatThrownBy(() -> RoleProbe.at(probe))
                    .as(probe)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("redis://HOST:PORT");
        }
    }

    @Test
    void aTypeThatCannotBeLookedUpIsReported() {
        assertThatThrownBy(() -> new FisResource("aws:s3:bucket", null, TAGS, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a type that can be looked up: aws:rds:cluster");
    }

    @Test
    void settingsPrintNoSecret() {
        assertThat(cluster(TAGS, PROBE).toString()).doesNotContain("s3cret");
    }

    private static PairQueries queries(Environment environment) throws FaultException {
        Target target = environment.inventory().inRole("ticketing-db").get(0);
        return environment.capability(target, PairFailover.class).pair().queries();
    }

    private static AwsRole cluster(Map<String, String> tags, @Nullable RoleProbe probe) {
        return new AwsRole(new RdsDatabase(null, tags), null, null, null, probe);
    }

    private Environment open(AwsRole role) throws EnvironmentException {
        return open(Map.of("ticketing-db", role));
    }

    private Environment open(Map<String, AwsRole> roles) throws EnvironmentException {
        ProviderSettings<AwsSettings, AwsRole> settings = settings(roles);
        return provider().open(spec(settings), settings, new MachineClock());
    }

    private AwsProvider provider() {
        return new AwsProvider(
                account -> service.client(account.region()),
                account -> ResourceTags.local(
                        service.uri(), account.region(), service.accessKeyId(), service.secretAccessKey()));
    }

    private static ProviderSettings<AwsSettings, AwsRole> settings(Map<String, AwsRole> roles) {
        return new ProviderSettings<>(
                new AwsSettings("ap-northeast-2", null, "arn:aws:iam::123456789012:role/crossfire-fis", null, null),
                roles);
    }

    private static EnvironmentSpec spec(ProviderSettings<AwsSettings, AwsRole> settings) {
        return new EnvironmentSpec("staging", null, true, Limits.NONE, Map.of("aws", settings));
    }
}
