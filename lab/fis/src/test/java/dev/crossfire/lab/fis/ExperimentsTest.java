package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.lab.fis.actions.ShippedActions;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.fis.model.ConflictException;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentSummary;
import software.amazon.awssdk.services.fis.model.ResolvedTarget;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.fis.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.fis.model.ValidationException;

class ExperimentsTest {
    private static final Map<String, String> OURS = Map.of("role", "ticketing-db");

    private FisFixture fixture;

    @BeforeEach
    void open() {
        fixture = new FisFixture();
        fixture.inventory
                .withCluster("ticketing", OURS, 'a')
                .withInstance("ticketing-1", OURS, 'a', "available")
                .withInstance("ticketing-2", OURS, 'b', "available");
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private static void failingOver(CreateExperimentTemplateRequest.Builder draft) {
        draft.actions(Map.of("lose", FisFixture.failover()))
                .targets(Map.of("db", FisFixture.clusters().resourceTags(OURS).build()));
    }

    private static String action(Experiment experiment, String name) {
        return FisFixture.at(experiment.actions(), name).state().statusAsString();
    }

    @Test
    void failsAClusterOver() {
        String template = fixture.template(ExperimentsTest::failingOver);

        Experiment started = fixture.fis
                .startExperiment(r -> r.experimentTemplateId(template).tags(Map.of("run", "42")))
                .experiment();
        Experiment ended = fixture.awaitStatus(started.id(), "completed");

        assertThat(started.state().statusAsString()).isEqualTo("initiating");
        assertThat(action(started, "lose")).isEqualTo("pending");
        assertThat(started.endTime()).isNull();
        assertThat(fixture.inventory.calls).containsExactly("failover " + FakeInventory.cluster("ticketing"));
        assertThat(ended.arn()).isEqualTo("arn:aws:fis:eu-central-1:123456789012:experiment/" + started.id());
        assertThat(ended.experimentTemplateId()).isEqualTo(template);
        assertThat(ended.roleArn()).isEqualTo(FisFixture.ROLE);
        assertThat(ended.tags()).containsEntry("run", "42");
        assertThat(ended.state().reason()).isEqualTo("Experiment completed.");
        assertThat(ended.startTime()).isEqualTo(fixture.time.now());
        assertThat(ended.endTime()).isEqualTo(fixture.time.now());
        assertThat(ended.experimentOptions().actionsModeAsString()).isEqualTo("run-all");
        assertThat(action(ended, "lose")).isEqualTo("completed");
        assertThat(FisFixture.at(ended.actions(), "lose").startTime()).isEqualTo(fixture.time.now());
    }

    @Test
    void rebootsInstancesWithAndWithoutFailover() {
        fixture.run(
                d -> d.actions(Map.of("one", FisFixture.reboot(Map.of("forceFailover", "true"))))
                        .targets(Map.of(
                                "db",
                                FisFixture.instances()
                                        .resourceArns(FakeInventory.instance("ticketing-1"))
                                        .build())),
                "completed");
        fixture.run(
                d -> d.actions(Map.of("all", FisFixture.reboot(Map.of())))
                        .targets(Map.of(
                                "db", FisFixture.instances().resourceTags(OURS).build())),
                "completed");

        assertThat(fixture.inventory.calls)
                .containsExactly(
                        "reboot " + FakeInventory.instance("ticketing-1") + " true",
                        "reboot " + FakeInventory.instance("ticketing-1") + " false",
                        "reboot " + FakeInventory.instance("ticketing-2") + " false");
    }

    @Test
    void startsActionsAfterOthers() {
        String id = fixture.start(fixture.template(d -> d.actions(Map.of(
                        "first", FisFixture.hold("PT1M"),
                        "second", FisFixture.hold("PT2M"),
                        "last", FisFixture.reboot(Map.of(), "first", "second")))
                .targets(Map.of("db", FisFixture.instances().resourceTags(OURS).build()))));

        await().until(() -> fixture.time.waiting() == 2);
        assertThat(action(fixture.get(id), "last")).isEqualTo("pending");
        fixture.time.advance(Duration.ofSeconds(60));
        Experiment between = fixture.awaitExperiment(id, e -> action(e, "first").equals("completed"));
        assertThat(action(between, "second")).isEqualTo("running");
        assertThat(action(between, "last")).isEqualTo("pending");
        assertThat(between.state().statusAsString()).isEqualTo("running");
        assertThat(fixture.inventory.calls).isEmpty();

        fixture.time.advance(Duration.ofMillis(59_999));
        assertThat(action(fixture.get(id), "second")).isEqualTo("running");
        fixture.time.advance(Duration.ofMillis(1));
        Experiment ended = fixture.awaitStatus(id, "completed");

        assertThat(fixture.inventory.calls).hasSize(2);
        assertThat(Duration.between(ended.startTime(), ended.endTime())).isEqualTo(Duration.ofMinutes(2));
        assertThat(Duration.between(
                        FisFixture.at(ended.actions(), "first").startTime(),
                        FisFixture.at(ended.actions(), "first").endTime()))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(FisFixture.at(ended.actions(), "last").startTime())
                .isEqualTo(FisFixture.at(ended.actions(), "second").endTime());
    }

    @Test
    void stopsInTheMiddle() {
        String id = fixture.start(fixture.template(d -> d.actions(Map.of(
                        "hold", FisFixture.hold("PT1M"), //
                        "never", FisFixture.reboot(Map.of(), "hold")))
                .targets(Map.of("db", FisFixture.instances().resourceTags(OURS).build()))));
        await().until(() -> fixture.time.waiting() == 1);
        fixture.time.advance(Duration.ofSeconds(7));

        Experiment stopping = fixture.fis.stopExperiment(r -> r.id(id)).experiment();
        Experiment stopped = fixture.awaitStatus(id, "stopped");

        assertThat(stopping.state().statusAsString()).isIn("stopping", "stopped");
        assertThat(action(stopped, "hold")).isEqualTo("stopped");
        assertThat(action(stopped, "never")).isEqualTo("cancelled");
        assertThat(Duration.between(stopped.startTime(), stopped.endTime())).isEqualTo(Duration.ofSeconds(7));
        assertThat(fixture.time.waiting()).as("expiries left").isZero();
        assertThat(fixture.inventory.calls).isEmpty();
        assertThatThrownBy(() -> fixture.fis.stopExperiment(r -> r.id(id)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("stopped already");
    }

    @Test
    void stopsWhileAnEffectIsStillBeginning() {
        fixture.inventory.gate = new CountDownLatch(1);
        String id = fixture.start(fixture.template(ExperimentsTest::failingOver));
        await().until(() -> !fixture.inventory.calls.isEmpty());
        assertThat(action(fixture.get(id), "lose")).isEqualTo("running");

        assertThat(fixture.fis
                        .stopExperiment(r -> r.id(id))
                        .experiment()
                        .state()
                        .statusAsString())
                .isEqualTo("stopping");
        assertThat(action(fixture.get(id), "lose")).isEqualTo("stopping");
        fixture.inventory.gate.countDown();

        assertThat(action(fixture.awaitStatus(id, "stopped"), "lose")).isEqualTo("stopped");
    }

    @Test
    void failsWithItsAction() {
        fixture.inventory.refusal = "cluster ticketing has no reader to promote";
        String id = fixture.start(fixture.template(d -> d.actions(Map.of(
                        "lose", FisFixture.failover(),
                        "hold", FisFixture.hold("PT1M"),
                        "later", FisFixture.hold("PT1M", "lose")))
                .targets(Map.of("db", FisFixture.clusters().resourceTags(OURS).build()))));

        Experiment failed = fixture.awaitStatus(id, "failed");

        assertThat(failed.state().reason()).contains("lose").contains("no reader to promote");
        assertThat(FisFixture.at(failed.actions(), "lose").state().reason()).isEqualTo(fixture.inventory.refusal);
        assertThat(action(failed, "lose")).isEqualTo("failed");
        assertThat(action(failed, "hold")).isIn("stopped", "cancelled");
        assertThat(action(failed, "later")).isEqualTo("cancelled");
    }

    @Test
    void failsWhenTheInventoryIsBroken() {
        fixture.inventory.broken = true;

        Experiment failed = fixture.run(ExperimentsTest::failingOver, "failed");

        assertThat(failed.state().reason()).contains("inventory lost");
        assertThat(action(failed, "lose")).isEqualTo("cancelled");
    }

    @Test
    void previewsTargetsWithoutTouchingThem() {
        CreateExperimentTemplateActionInput unmatched = FisFixture.reboot(Map.of()).toBuilder()
                .targets(Map.of("DBInstances", "nobody"))
                .build();
        String template = fixture.template(d -> d.actions(Map.of(
                        "lose", FisFixture.failover(), //
                        "hold", FisFixture.hold("PT1M"),
                        "none", unmatched))
                .targets(Map.of(
                        "db", FisFixture.clusters().resourceTags(OURS).build(),
                        "nobody",
                                FisFixture.instances()
                                        .resourceTags(Map.of("role", "none"))
                                        .build())));

        Experiment started = fixture.fis
                .startExperiment(
                        r -> r.experimentTemplateId(template).experimentOptions(o -> o.actionsMode("skip-all")))
                .experiment();
        Experiment ended = fixture.awaitStatus(started.id(), "completed");

        assertThat(ended.experimentOptions().actionsModeAsString()).isEqualTo("skip-all");
        assertThat(action(ended, "lose")).isEqualTo("skipped");
        assertThat(action(ended, "hold")).isEqualTo("skipped");
        assertThat(fixture.inventory.calls).isEmpty();
        assertThat(fixture.fis
                        .listExperimentResolvedTargets(r -> r.experimentId(started.id()))
                        .resolvedTargets())
                .singleElement()
                .satisfies(target -> {
                    assertThat(target.targetName()).isEqualTo("db");
                    assertThat(target.resourceType()).isEqualTo("aws:rds:cluster");
                    assertThat(target.targetInformation()).containsEntry("arn", FakeInventory.cluster("ticketing"));
                });
        assertThatThrownBy(() -> fixture.fis.startExperiment(
                        r -> r.experimentTemplateId(template).experimentOptions(o -> o.actionsMode("some"))))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void listsResolvedTargetsByPageAndName() {
        String id = fixture.start(fixture.template(d -> d.actions(Map.of("all", FisFixture.reboot(Map.of())))
                .targets(Map.of(
                        "db", FisFixture.instances().resourceTags(OURS).build(),
                        "spare", FisFixture.clusters().resourceTags(OURS).build()))));
        fixture.awaitStatus(id, "completed");

        assertThat(fixture.fis
                        .listExperimentResolvedTargetsPaginator(
                                r -> r.experimentId(id).maxResults(1))
                        .resolvedTargets())
                .hasSize(3);
        assertThat(fixture.fis
                        .listExperimentResolvedTargets(r -> r.experimentId(id).targetName("db"))
                        .resolvedTargets())
                .hasSize(2)
                .extracting(ResolvedTarget::resourceType)
                .containsOnly("aws:rds:db");
    }

    @Test
    void failsOrSkipsWhatResolvesToNothing() {
        Consumer<CreateExperimentTemplateRequest.Builder> nobody = d -> d.actions(Map.of(
                        "lose", FisFixture.failover(), //
                        "then", FisFixture.hold("PT1M", "lose")))
                .targets(Map.of(
                        "db",
                        FisFixture.clusters()
                                .resourceTags(Map.of("role", "none"))
                                .build()));

        Experiment failed = fixture.run(nobody, "failed");
        assertThat(failed.state().reason()).contains("empty set").contains("db");
        assertThat(action(failed, "lose")).isEqualTo("cancelled");

        String id = fixture.start(
                fixture.template(nobody.andThen(d -> d.experimentOptions(o -> o.emptyTargetResolutionMode("skip")))));
        Experiment running = fixture.awaitExperiment(id, e -> action(e, "then").equals("running"));
        assertThat(action(running, "lose")).isEqualTo("skipped");
        assertThat(fixture.inventory.calls).isEmpty();
    }

    @Test
    void startsOneExperimentForOneToken() throws Exception {
        String template = fixture.template(ExperimentsTest::failingOver);
        Callable<String> start = () -> fixture.fis
                .startExperiment(r -> r.clientToken("run-42").experimentTemplateId(template))
                .experiment()
                .id();
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            List<Future<String>> ids =
                    callers.invokeAll(IntStream.range(0, 8).mapToObj(i -> start).toList());
            String id = ids.get(0).get();
            for (Future<String> other : ids) {
                assertThat(other.get()).isEqualTo(id);
            }
            fixture.awaitStatus(id, "completed");
            assertThat(start.call()).isEqualTo(id);
        } finally {
            callers.shutdownNow();
        }
        assertThat(fixture.inventory.calls).hasSize(1);
        assertThatThrownBy(() -> fixture.fis.startExperiment(r ->
                        r.clientToken("run-42").experimentTemplateId(template).tags(Map.of("run", "other"))))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void runsFiveAtOnceAndNoMore() {
        String template = fixture.template(d -> {});
        List<String> ids =
                IntStream.range(0, 5).mapToObj(i -> fixture.start(template)).toList();
        assertThatThrownBy(() -> fixture.start(template))
                .isInstanceOf(ServiceQuotaExceededException.class)
                .hasMessageContaining("5 experiments are running");

        fixture.fis.stopExperiment(r -> r.id(ids.get(0)));
        fixture.awaitStatus(ids.get(0), "stopped");
        String sixth = fixture.start(template);
        await().until(() -> fixture.time.waiting() == 5);
        fixture.time.advance(Duration.ofMinutes(1));

        ids.subList(1, 5).forEach(id -> fixture.awaitStatus(id, "completed"));
        fixture.awaitStatus(sixth, "completed");
    }

    @Test
    void noEffectWaitsForAnother() {
        fixture.inventory.gate = new CountDownLatch(1);
        String template = fixture.template(ExperimentsTest::failingOver);

        IntStream.range(0, 5).forEach(i -> fixture.start(template));

        await().until(() -> fixture.inventory.calls.size() == 5);
        fixture.inventory.gate.countDown();
    }

    @Test
    void listsExperimentsOfATemplatePageByPage() {
        String one = fixture.template(ExperimentsTest::failingOver);
        String other = fixture.template(ExperimentsTest::failingOver);
        List<String> ids =
                IntStream.range(0, 3).mapToObj(i -> fixture.start(one)).toList();
        fixture.start(other);

        assertThat(fixture.fis
                        .listExperimentsPaginator(r -> r.maxResults(2).experimentTemplateId(one))
                        .experiments())
                .extracting(ExperimentSummary::id)
                .containsExactlyElementsOf(ids);
        assertThat(fixture.fis.listExperiments(r -> {}).experiments())
                .hasSize(4)
                .allSatisfy(e -> assertThat(e.state().statusAsString()).isNotEmpty())
                .allSatisfy(e -> assertThat(e.creationTime()).isEqualTo(fixture.time.now()));
    }

    @Test
    void forgetsTheOldestThatHaveEnded() {
        FisQuotas aws = FisQuotas.AWS;
        FisQuotas two =
                new FisQuotas(20, 10, 5, 5, 500, 2, aws.shortestAction(), aws.longestAction(), aws.bodyBytes(), 5);
        try (FisFixture small = new FisFixture(two, AlarmStates.NONE, ShippedActions.catalogue())) {
            String template = small.template(d -> {});
            String running = small.start(template);
            String ended = small.start(template);
            small.fis.stopExperiment(r -> r.id(ended));
            small.awaitStatus(ended, "stopped");

            String third = small.start(template);

            assertThat(small.fis.listExperiments(r -> {}).experiments())
                    .extracting(ExperimentSummary::id)
                    .containsExactly(running, third);
        }
    }

    @Test
    void keepsWhatItStartedWith() {
        String template = fixture.template(d -> {});
        String id = fixture.start(template);

        fixture.fis.deleteExperimentTemplate(r -> r.id(template));

        assertThat(fixture.get(id).actions()).containsOnlyKeys("hold");
        assertThatThrownBy(() -> fixture.start(template)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void knowsNoOthers() {
        assertThatThrownBy(() -> fixture.get("EXPnone"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("EXPnone")
                .satisfies(e ->
                        assertThat(((ResourceNotFoundException) e).statusCode()).isEqualTo(404));
        assertThatThrownBy(() -> fixture.fis.stopExperiment(r -> r.id("EXPnone")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> fixture.fis.listExperimentResolvedTargets(r -> r.experimentId("EXPnone")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void closingStopsEverything() {
        String id = fixture.start(fixture.template(d -> {}));
        fixture.awaitExperiment(id, e -> action(e, "hold").equals("running"));

        fixture.endpoint.close();

        assertThat(fixture.time.waiting()).as("expiries left").isZero();
    }
}
