package dev.crossfire.chaos.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.aws.AwsSettings.AvailabilityZone;
import dev.crossfire.chaos.aws.AwsSettings.AwsRole;
import dev.crossfire.chaos.aws.AwsSettings.RdsDatabase;
import dev.crossfire.chaos.database.DatabaseFailover;
import dev.crossfire.chaos.database.RoleProbe;
import dev.crossfire.chaos.fake.LocalFis;
import dev.crossfire.chaos.faults.ZoneLoss;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Problem;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.Start;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.Limits.LimitSource;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.model.load.Load;
import dev.crossfire.plan.PlanRequest;
import dev.crossfire.plan.Planner;
import dev.crossfire.plan.Planner.PlanningResult;
import dev.crossfire.plan.TargetRecheck;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.Kinds;
import dev.crossfire.testkit.MachineClock;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Nothing that carries a denied tag is broken, however it was found. */
class DeniedTagsTest {
    private static final String PLACE = "/etc/crossfire/acme.yaml:3:26";
    private static final LimitSource POLICY = new LimitSource(
            "the policy acme",
            new Limits(
                    null,
                    null,
                    null,
                    null,
                    null,
                    null,
                    new Limits.Denied(Set.of("hands-off"), Set.of()),
                    Map.of("deny", PLACE)));
    private static final String REFUSAL =
            " with the tag hands-off=please is invalid; expected a target without that tag"
                    + " (the limit of the policy acme, " + PLACE + ")";

    private static final String CLUSTER = "arn:aws:rds:ap-northeast-2:123456789012:cluster:ticketing";
    private static final String MACHINE = "arn:aws:ec2:ap-northeast-2:123456789012:instance/i-1";
    private static final String CACHE = "arn:aws:elasticache:ap-northeast-2:123456789012:replicationgroup:sessions";
    private static final Map<String, String> SELECTOR = Map.of("app", "ticketing");
    private static final Map<String, String> DENIED = Map.of("app", "ticketing", "hands-off", "please");
    private static final RoleProbe PROBE = new RoleProbe(null, new Secret("jdbc:postgresql://db/x"), null, null, null);
    private static final AwsRole ZONE =
            new AwsRole(null, null, null, new AvailabilityZone("ap-northeast-2a", SELECTOR, null), null);

    private static final FaultSpec FAILOVER = fault("database-failover", null, new DatabaseFailover.Settings());
    private static final FaultSpec LOSS = fault("zone-loss", Duration.ofMinutes(2), new ZoneLoss.Settings(null));

    private LocalFis service;

    @BeforeEach
    void open() throws IOException {
        service = new LocalFis("ap-northeast-2");
    }

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void ofWhatIsFoundByOtherTags() throws Exception {
        service.resource(DatabaseActions.CLUSTER, CLUSTER, DENIED);
        try (Environment environment = open(cluster(null, SELECTOR))) {
            assertThat(tags(environment, CLUSTER)).isEqualTo(DENIED);
            assertThat(refusals(environment, FAILOVER)).containsExactly("/faults/it/target: " + CLUSTER + REFUSAL);
        }
    }

    @Test
    void ofWhatIsNamed() throws Exception {
        service.resource(DatabaseActions.CLUSTER, CLUSTER, DENIED);
        try (Environment environment = open(cluster(CLUSTER, null))) {
            assertThat(refusals(environment, FAILOVER)).containsExactly("/faults/it/target: " + CLUSTER + REFUSAL);
        }
    }

    @Test
    void ofWhatStandsInAZone() throws Exception {
        service.resource("aws:ec2:instance", MACHINE, SELECTOR);
        service.resource(ZoneActions.CACHE_GROUP, CACHE, DENIED);
        try (Environment environment = open(ZONE)) {
            assertThat(environment.inventory().inRole("it holds"))
                    .allSatisfy(held -> {
                        assertThat(held.capabilities()).isEmpty();
                        assertThat(held.zone()).isEqualTo("ap-northeast-2a");
                    })
                    .extracting(held -> held.type() + " " + held.id())
                    .containsExactly("aws:ec2:instance " + MACHINE, ZoneActions.CACHE_GROUP + " " + CACHE);
            assertThat(refusals(environment, LOSS)).containsExactly("/faults/it/target: " + CACHE + REFUSAL);
        }
        assertThat(service.templateIds()).isEmpty();
        assertThat(service.realExperiments()).isEmpty();
    }

    @Test
    void whatCarriesNoneOfThemIsPlannedAndAZoneIsOneTarget() throws Exception {
        service.resource("aws:ec2:instance", MACHINE, SELECTOR);
        service.resource(ZoneActions.CACHE_GROUP, CACHE, SELECTOR);
        try (Environment environment = open(ZONE)) {
            PlanningResult planning = planning(environment, LOSS);
            assertThat(planning.problems()).isEmpty();
            assertThat(planning.plan()).hasValueSatisfying(plan -> {
                assertThat(plan.blastRadius().targets()).isEqualTo(1);
                assertThat(plan.blastRadius().roles()).containsExactly("it");
            });
        }
    }

    @Test
    void ofAZoneThatCannotBeLookedUpAllowNothing() {
        service.failResolutions("elasticache:DescribeReplicationGroups is not allowed");
        assertThatThrownBy(() -> open(ZONE))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining(
                        "the content of it cannot be determined; FIS reports: failed, elasticache:Describe")
                .hasMessageContaining("check that the experiment-role is allowed what a zone-loss needs");
        assertThat(service.templateIds()).isEmpty();
    }

    @Test
    void putOnMeanwhileKeepItFromBeingHit() throws Exception {
        service.resource(DatabaseActions.CLUSTER, CLUSTER, SELECTOR);
        try (Environment environment = open(cluster(null, SELECTOR))) {
            Plan plan = planning(environment, FAILOVER).plan().orElseThrow();
            TargetRecheck targetRecheck = new TargetRecheck(plan, List.of(POLICY));
            assertThat(targetRecheck.against("it", environment.current()).objections())
                    .isEmpty();

            service.resource(DatabaseActions.CLUSTER, CLUSTER, DENIED);
            assertThat(targetRecheck.against("it", environment.current()).objections())
                    .containsExactly(CLUSTER + REFUSAL);

            service.failures().refuseNext("GetResources", 403, "AccessDeniedException", "no");
            assertThatThrownBy(environment::current)
                    .isInstanceOf(EnvironmentException.class)
                    .hasMessageContaining("allow tag:GetResources");
        }
    }

    @Test
    void thatNobodyMayReadAllowNothing() {
        service.resource(DatabaseActions.CLUSTER, CLUSTER, SELECTOR);
        service.failures().refuseNext("GetResources", 403, "AccessDeniedException", "not authorized");
        assertThatThrownBy(() -> open(cluster(null, SELECTOR)))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("the limits cannot be checked without the tags")
                .hasMessageContaining("allow tag:GetResources to the identity that runs Crossfire");
    }

    @Test
    void areAskedForAHundredAtATime() throws Exception {
        for (int i = 0; i < 101; i++) {
            service.resource(DatabaseActions.CLUSTER, CLUSTER + i, DENIED);
        }
        try (Environment environment = open(new AwsRole(new RdsDatabase(null, SELECTOR), null, null, null, null))) {
            assertThat(environment.inventory().targets()).hasSize(101).allSatisfy(target -> assertThat(target.tags())
                    .isEqualTo(DENIED));
        }
        assertThat(service.calls()).filteredOn("GetResources"::equals).hasSize(2);
    }

    private static AwsRole cluster(@Nullable String id, @Nullable Map<String, String> tags) {
        return new AwsRole(new RdsDatabase(id, tags), null, null, null, PROBE);
    }

    private static Map<String, String> tags(Environment environment, String id) {
        return environment.inventory().targets().stream()
                .filter(target -> target.id().equals(id))
                .findFirst()
                .map(Target::tags)
                .orElseThrow();
    }

    private static List<String> refusals(Environment environment, FaultSpec fault) {
        return planning(environment, fault).problems().stream()
                .map(Problem::toString)
                .toList();
    }

    private static PlanningResult planning(Environment environment, FaultSpec fault) {
        return Planner.plan(new PlanRequest(
                "run-1",
                scenario(fault),
                spec(settings(Map.of())),
                List.of(POLICY),
                environment.inventory(),
                new Kinds(List.of(new DatabaseFailover(), new ZoneLoss()), List.of(), List.of()),
                7,
                false,
                Map.of(),
                Map.of(),
                false));
    }

    private static Scenario scenario(FaultSpec fault) {
        Load load = new Load("TicketOpen", Map.of(), Duration.ZERO, Duration.ofMinutes(1), List.of());
        return new Scenario("sale", "A sale", load, Map.of(), Duration.ofSeconds(5), List.of(fault), List.of());
    }

    private static FaultSpec fault(String kind, @Nullable Duration duration, FaultSettings settings) {
        return new FaultSpec(
                "it", kind, "it", new TargetSelection.All(), new Start.At(Duration.ZERO), duration, settings);
    }

    private Environment open(AwsRole role) throws EnvironmentException {
        ProviderSettings<AwsSettings, AwsRole> settings = settings(Map.of("it", role));
        return new AwsProvider(
                        account -> service.client(account.region()),
                        account -> ResourceTags.local(
                                service.uri(), account.region(), service.accessKeyId(), service.secretAccessKey()))
                .open(spec(settings), settings, new MachineClock());
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
