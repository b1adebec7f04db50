package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateTargetInput;
import software.amazon.awssdk.services.fis.model.Experiment;

class TargetsTest {
    private static final Map<String, String> OURS = Map.of("app", "shop");

    private FisFixture fixture;

    @BeforeEach
    void open() {
        fixture = new FisFixture();
        fixture.inventory
                .withCluster("c1", OURS, 'a')
                .withInstance("i1", Map.of("app", "shop", "tier", "gold"), 'a', "available")
                .withInstance("i2", OURS, 'b', "available")
                .withInstance("i3", OURS, 'c', "rebooting")
                .withInstance("i4", Map.of("app", "other"), 'a', "available");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    /** Resolves a target in a preview and returns the names of the instances or clusters. */
    private List<String> resolve(CreateExperimentTemplateTargetInput.Builder target) {
        CreateExperimentTemplateTargetInput built = target.build();
        String template = fixture.template(d -> d.targets(Map.of("db", built)));
        Experiment experiment = fixture.fis
                .startExperiment(
                        r -> r.experimentTemplateId(template).experimentOptions(o -> o.actionsMode("skip-all")))
                .experiment();
        fixture.awaitExperiment(experiment.id(), e -> e.endTime() != null);
        return fixture
                .fis
                .listExperimentResolvedTargets(r -> r.experimentId(experiment.id()))
                .resolvedTargets()
                .stream()
                .map(r -> r.targetInformation().get("arn"))
                .map(arn -> arn.substring(arn.lastIndexOf(':') + 1))
                .toList();
    }

    @Test
    void byTagsThatMustAllBeThere() {
        assertThat(resolve(FisFixture.instances().resourceTags(OURS))).containsExactly("i1", "i2", "i3");
        assertThat(resolve(FisFixture.instances().resourceTags(Map.of("app", "shop", "tier", "gold"))))
                .containsExactly("i1");
        assertThat(resolve(FisFixture.clusters().resourceTags(OURS))).containsExactly("c1");
    }

    @Test
    void byArnOfTheRightType() {
        assertThat(resolve(FisFixture.instances()
                        .resourceArns(
                                FakeInventory.instance("i4"),
                                FakeInventory.instance("ghost"),
                                FakeInventory.cluster("c1"))))
                .containsExactly("i4");
    }

    @Test
    void byFiltersOfWhichEachMustMatchOneOfItsValues() {
        assertThat(resolve(FisFixture.instances()
                        .resourceTags(OURS)
                        .filters(FisFixture.filter("DBInstanceStatus", "available"))))
                .containsExactly("i1", "i2");
        assertThat(resolve(FisFixture.instances()
                        .resourceTags(OURS)
                        .filters(
                                FisFixture.filter("DBInstanceStatus", "available", "rebooting"),
                                FisFixture.filter("AvailabilityZone", "eu-central-1b", "eu-central-1c"))))
                .containsExactly("i2", "i3");
        assertThat(resolve(FisFixture.instances()
                        .resourceTags(OURS)
                        .filters(FisFixture.filter("VpcSecurityGroups.VpcSecurityGroupId", "sg-2"))))
                .hasSize(3);
        assertThat(resolve(FisFixture.instances().resourceTags(OURS).filters(FisFixture.filter("NoSuchPath", "x"))))
                .isEmpty();
    }

    @Test
    void byParametersOfTheType() {
        assertThat(resolve(FisFixture.instances()
                        .resourceTags(OURS)
                        .parameters(Map.of("availabilityZoneIdentifiers", "eu-central-1a, eu-central-1c"))))
                .containsExactly("i1", "i3");
        assertThat(resolve(FisFixture.clusters()
                        .resourceTags(OURS)
                        .parameters(Map.of("writerAvailabilityZoneIdentifiers", "eu-central-1b"))))
                .isEmpty();
    }

    @Test
    void takesACountAtRandom() {
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < 30; i++) {
            List<String> two = resolve(FisFixture.instances().resourceTags(OURS).selectionMode("COUNT(2)"));
            assertThat(two).hasSize(2).doesNotHaveDuplicates();
            seen.addAll(two);
        }
        assertThat(seen).containsExactlyInAnyOrder("i1", "i2", "i3");
        assertThat(resolve(FisFixture.instances().resourceTags(OURS).selectionMode("COUNT(9)")))
                .hasSize(3);
    }

    @Test
    void oneSeedMeansOneChoice() {
        List<List<String>> once = choices();
        fixture.close();
        open();
        assertThat(choices()).isEqualTo(once);
    }

    private List<List<String>> choices() {
        return IntStream.range(0, 10)
                .mapToObj(i -> resolve(FisFixture.instances().resourceTags(OURS).selectionMode("COUNT(1)")))
                .toList();
    }

    @Test
    void roundsAPercentageDownAndRefusesLessThanOne() {
        assertThat(resolve(FisFixture.instances().resourceTags(OURS).selectionMode("PERCENT(67)")))
                .hasSize(2);
        assertThat(resolve(FisFixture.instances().resourceTags(OURS).selectionMode("PERCENT(66)")))
                .hasSize(1);

        Experiment failed = fixture.run(
                d -> d.actions(Map.of("all", FisFixture.reboot(Map.of())))
                        .targets(Map.of(
                                "db",
                                FisFixture.instances()
                                        .resourceTags(OURS)
                                        .selectionMode("PERCENT(33)")
                                        .build())),
                "failed");
        assertThat(failed.state().reason()).contains("33 percent of 3 resources is less than one");
        assertThat(fixture.inventory.calls).isEmpty();
    }
}
