package dev.crossfire.chaos.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.offset;

import dev.crossfire.chaos.aws.AwsSettings.AvailabilityZone;
import dev.crossfire.chaos.aws.AwsSettings.AwsRole;
import dev.crossfire.chaos.aws.AwsSettings.FisResource;
import dev.crossfire.chaos.database.RoleProbe;
import dev.crossfire.chaos.fake.LocalFis;
import dev.crossfire.chaos.faults.FisFault;
import dev.crossfire.chaos.faults.ZoneLoss;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Start;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.FaultEstimate;
import dev.crossfire.testkit.MachineClock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a zone's loss or a template would hit and cost is known while planning. */
class ZoneContentTest {
    private static final String REGION = "ap-northeast-2";
    private static final String TASK = "arn:aws:ecs:ap-northeast-2:123456789012:task/shop/a";
    private static final String SUBNET = "arn:aws:ec2:ap-northeast-2:123456789012:subnet/subnet-1";
    private static final Map<String, String> OURS = Map.of("app", "shop");

    private LocalFis service = new LocalFis(REGION);

    @AfterEach
    void close() {
        service.close();
    }

    @Test
    void aMachineThatIsStoppedIsNotHitAndSoNotStartedAfterwards() throws Exception {
        service.resource("aws:ec2:instance", machine(1), OURS);
        service.resource("aws:ec2:instance", machine(2), OURS, "stopped");
        try (Environment environment = open(null)) {
            assertThat(environment.inventory().inRole("zone-a holds"))
                    .extracting(Target::id)
                    .containsExactly(machine(1));
        }
    }

    @Test
    void aZoneThatHoldsNothingIsRefused() throws Exception {
        try (Environment environment = open(null)) {
            assertThat(loss(environment, null).objections()).singleElement().satisfies(objection -> {
                assertThat(objection.found())
                        .isEqualTo("zone ap-northeast-2a, which holds nothing with the tags {app=shop} that this"
                                + " fault could hit");
                assertThat(objection.expected()).isEqualTo("at least one resource");
            });
        }
    }

    @Test
    void aZoneWithoutSubnetsCannotLoseItsNetworkButItsPower() throws Exception {
        service.resource("aws:ec2:instance", machine(1), OURS);
        try (Environment environment = open(null)) {
            assertThat(loss(environment, null).objections()).isEmpty();
            assertThat(loss(environment, ZoneLoss.ZoneLossMode.NETWORK).objections())
                    .hasSize(1);
        }
        service.resource("aws:ec2:subnet", SUBNET, OURS);
        try (Environment environment = open(null)) {
            assertThat(loss(environment, ZoneLoss.ZoneLossMode.NETWORK).objections())
                    .isEmpty();
        }
    }

    @Test
    void moreMachinesThanTheQuotaAllowsAreRefusedUnlessTheAccountHasMore() throws Exception {
        for (int i = 0; i < 6; i++) {
            service.resource("aws:ec2:instance", machine(i), OURS);
        }
        try (Environment environment = open(null)) {
            assertThat(loss(environment, null).objections()).singleElement().satisfies(objection -> {
                assertThat(objection.found()).startsWith("6 of aws:ec2:instance in zone ap-northeast-2a");
                assertThat(objection.expected())
                        .isEqualTo("at most 5 for aws:ec2:stop-instances, the quota of AWS FIS for targets by tags");
                assertThat(objection.hint()).contains("aws.quotas");
            });
        }
        try (Environment environment = open(Map.of("aws:ec2:stop-instances", 10))) {
            assertThat(loss(environment, null).objections()).isEmpty();
        }
    }

    @Test
    void anAccountWhoseFisRefusesThemIsToldSoWhilePlanning() {
        service.close();
        service = new LocalFis(REGION, 5);
        for (int i = 0; i < 6; i++) {
            service.resource("aws:ec2:instance", machine(i), OURS);
        }
        assertThatThrownBy(() -> open(null))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageContaining("6 resources for aws:ec2:stop-instances by tags; the quota is 5")
                .hasMessageContaining("the quotas of FIS");
    }

    @Test
    void aTemplateCostsWhatEachOfItsActionsCosts() throws Exception {
        service.resource("aws:ecs:task", TASK, OURS);
        service.resource("aws:ec2:instance", machine(1), OURS);
        List<ExperimentStep> ten = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            ten.add(new ExperimentStep(
                    "cut-" + i,
                    "aws:test:cut",
                    "Tasks",
                    ExperimentTarget.at("tasks-" + i, "aws:ecs:task", List.of(TASK)),
                    Map.of("restart", i == 0 ? "PT2M30S" : "PT2M")));
        }
        String template;
        try (Fis fis = service.client(REGION)) {
            template = fis.create(ten, "arn:aws:iam::123456789012:role/fis", "ten", Map.of())
                    .id();
        }
        FisFault.Settings copy = new FisFault.Settings(null, null, null, template, SymptomKind.UNREACHABLE, null);
        try (Environment environment = open(null)) {
            FaultSpec spec = spec("shop", copy, Duration.ofMinutes(3));
            Set<Capability> action = Set.of(Capability.ACTION);
            List<Target> shop = environment.inventory().inRole("shop");
            assertThat(environment.estimate(spec, action, shop))
                    .isEqualTo(new FaultEstimate(
                            environment.estimate(spec, action, shop).costDollars(), List.of()))
                    .satisfies(priced -> assertThat(priced.costDollars()).isEqualTo(0.1 * (3 + 9 * 2), offset(1e-9)));
            assertThat(environment
                            .estimate(spec("shop", copy, Duration.ofMinutes(2)), action, shop)
                            .objections())
                    .singleElement()
                    .satisfies(objection -> assertThat(objection.found()).contains("with actions of 2m30s"));
        }
    }

    private static FaultEstimate loss(Environment environment, ZoneLoss.@Nullable ZoneLossMode mode) throws Exception {
        ZoneLoss.Settings settings = new ZoneLoss.Settings(mode);
        return environment.estimate(
                spec("zone-a", settings, Duration.ofMinutes(2)),
                new ZoneLoss().uses(settings),
                environment.inventory().inRole("zone-a"));
    }

    private static FaultSpec spec(String role, FaultSettings settings, Duration duration) {
        return new FaultSpec(
                "f", "kind", role, new TargetSelection.All(), new Start.At(Duration.ZERO), duration, settings);
    }

    private static String machine(int number) {
        return "arn:aws:ec2:ap-northeast-2:123456789012:instance/i-" + number;
    }

    private Environment open(@Nullable Map<String, Integer> quotas) throws EnvironmentException {
        boolean shop = service.has(TASK);
        AwsRole zone = new AwsRole(null, null, null, new AvailabilityZone("ap-northeast-2a", OURS, null), null);
        AwsRole task = new AwsRole(
                null,
                null,
                new FisResource("aws:ecs:task", TASK, null, null),
                null,
                RoleProbe.at("https://shop.example.org/"));
        ProviderSettings<AwsSettings, AwsRole> settings = new ProviderSettings<>(
                new AwsSettings(REGION, null, "arn:aws:iam::123456789012:role/crossfire-fis", null, quotas),
                shop ? Map.of("zone-a", zone, "shop", task) : Map.of("zone-a", zone));
        return new AwsProvider(
                        account -> service.client(account.region()),
                        account -> ResourceTags.local(
                                service.uri(), account.region(), service.accessKeyId(), service.secretAccessKey()))
                .open(
                        new EnvironmentSpec("staging", null, true, Limits.NONE, Map.of("aws", settings)),
                        settings,
                        new MachineClock());
    }
}
