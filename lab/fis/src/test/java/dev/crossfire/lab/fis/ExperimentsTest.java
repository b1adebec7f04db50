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

    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench();
        bench.inventory
                .withCluster("ticketing", OURS, 'a')
                .withInstance("ticketing-1", OURS, 'a', "available")
                .withInstance("ticketing-2", OURS, 'b', "available");
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private static void failingOver(CreateExperimentTemplateRequest.Builder draft) {
        draft.actions(Map.of("lose", Bench.failover()))
                .targets(Map.of("db", Bench.clusters().resourceTags(OURS).build()));
    }

    private static String action(Experiment experiment, String name) {
        return Bench.at(experiment.actions(), name).state().statusAsString();
    }

    @Test
    void failsAClusterOver() {
        String template = bench.template(ExperimentsTest::failingOver);

        Experiment started = bench.fis
                .startExperiment(r -> r.experimentTemplateId(template).tags(Map.of("run", "42")))
                .experiment();
        Experiment ended = bench.awaitStatus(started.id(), "completed");

        assertThat(started.state().statusAsString()).isEqualTo("initiating");
        assertThat(action(started, "lose")).isEqualTo("pending");
        assertThat(started.endTime()).isNull();
        assertThat(bench.inventory.calls).containsExactly("failover " + FakeEstate.cluster("ticketing"));
        assertThat(ended.arn()).isEqualTo("arn:aws:fis:eu-central-1:123456789012:experiment/" + started.id());
        assertThat(ended.experimentTemplateId()).isEqualTo(template);
        assertThat(ended.roleArn()).isEqualTo(Bench.ROLE);
        assertThat(ended.tags()).containsEntry("run", "42");
        assertThat(ended.state().reason()).isEqualTo("Experiment completed.");
        assertThat(ended.startTime()).isEqualTo(bench.time.now());
        assertThat(ended.endTime()).isEqualTo(bench.time.now());
        assertThat(ended.experimentOptions().actionsModeAsString()).isEqualTo("run-all");
        assertThat(action(ended, "lose")).isEqualTo("completed");
        assertThat(Bench.at(ended.actions(), "lose").startTime()).isEqualTo(bench.time.now());
    }

    @Test
    void rebootsInstancesWithAndWithoutFailover() {
        bench.run(
                d -> d.actions(Map.of("one", Bench.reboot(Map.of("forceFailover", "true"))))
                        .targets(Map.of(
                                "db",
                                Bench.instances()
                                        .resourceArns(FakeEstate.instance("ticketing-1"))
                                        .build())),
                "completed");
        bench.run(
                d -> d.actions(Map.of("all", Bench.reboot(Map.of())))
                        .targets(Map.of(
                                "db", Bench.instances().resourceTags(OURS).build())),
                "completed");

        assertThat(bench.inventory.calls)
                .containsExactly(
                        "reboot " + FakeEstate.instance("ticketing-1") + " true",
                        "reboot " + FakeEstate.instance("ticketing-1") + " false",
                        "reboot " + FakeEstate.instance("ticketing-2") + " false");
    }

    @Test
    void startsActionsAfterOthers() {
        String id = bench.start(bench.template(d -> d.actions(Map.of(
                        "first", Bench.hold("PT1M"),
                        "second", Bench.hold("PT2M"),
                        "last", Bench.reboot(Map.of(), "first", "second")))
                .targets(Map.of("db", Bench.instances().resourceTags(OURS).build()))));

        await().until(() -> bench.time.waiting() == 2);
        assertThat(action(bench.get(id), "last")).isEqualTo("pending");
        bench.time.advance(Duration.ofSeconds(60));
        Experiment between = bench.awaitExperiment(id, e -> action(e, "first").equals("completed"));
        assertThat(action(between, "second")).isEqualTo("running");
        assertThat(action(between, "last")).isEqualTo("pending");
        assertThat(between.state().statusAsString()).isEqualTo("running");
        assertThat(bench.inventory.calls).isEmpty();

        bench.time.advance(Duration.ofMillis(59_999));
        assertThat(action(bench.get(id), "second")).isEqualTo("running");
        bench.time.advance(Duration.ofMillis(1));
        Experiment ended = bench.awaitStatus(id, "completed");

        assertThat(bench.inventory.calls).hasSize(2);
        assertThat(Duration.between(ended.startTime(), ended.endTime())).isEqualTo(Duration.ofMinutes(2));
        assertThat(Duration.between(
                        Bench.at(ended.actions(), "first").startTime(),
                        Bench.at(ended.actions(), "first").endTime()))
                .isEqualTo(Duration.ofMinutes(1));
        assertThat(Bench.at(ended.actions(), "last").startTime())
                .isEqualTo(Bench.at(ended.actions(), "second").endTime());
    }

    @Test
    void stopsInTheMiddle() {
        String id = bench.start(bench.template(d -> d.actions(Map.of(
                        "hold", Bench.hold("PT1M"), //
                        "never", Bench.reboot(Map.of(), "hold")))
                .targets(Map.of("db", Bench.instances().resourceTags(OURS).build()))));
        await().until(() -> bench.time.waiting() == 1);
        bench.time.advance(Duration.ofSeconds(7));

        Experiment stopping = bench.fis.stopExperiment(r -> r.id(id)).experiment();
        Experiment stopped = bench.awaitStatus(id, "stopped");

        assertThat(stopping.state().statusAsString()).isIn("stopping", "stopped");
        assertThat(action(stopped, "hold")).isEqualTo("stopped");
        assertThat(action(stopped, "never")).isEqualTo("cancelled");
        assertThat(Duration.between(stopped.startTime(), stopped.endTime())).isEqualTo(Duration.ofSeconds(7));
        assertThat(bench.time.waiting()).as("expiries left").isZero();
        assertThat(bench.inventory.calls).isEmpty();
        assertThatThrownBy(() -> bench.fis.stopExperiment(r -> r.id(id)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("stopped already");
    }

    @Test
    void stopsWhileAnEffectIsStillBeginning() {
        bench.inventory.gate = new CountDownLatch(1);
        String id = bench.start(bench.template(ExperimentsTest::failingOver));
        await().until(() -> !bench.inventory.calls.isEmpty());
        assertThat(action(bench.get(id), "lose")).isEqualTo("running");

        assertThat(bench.fis.stopExperiment(r -> r.id(id)).experiment().state().statusAsString())
                .isEqualTo("stopping");
        assertThat(action(bench.get(id), "lose")).isEqualTo("stopping");
        bench.inventory.gate.countDown();

        assertThat(action(bench.awaitStatus(id, "stopped"), "lose")).isEqualTo("stopped");
    }

    @Test
    void failsWithItsAction() {
        bench.inventory.refusal = "cluster ticketing has no reader to promote";
        String id = bench.start(bench.template(d -> d.actions(Map.of(
                        "lose", Bench.failover(),
                        "hold", Bench.hold("PT1M"),
                        "later", Bench.hold("PT1M", "lose")))
                .targets(Map.of("db", Bench.clusters().resourceTags(OURS).build()))));

        Experiment failed = bench.awaitStatus(id, "failed");

        assertThat(failed.state().reason()).contains("lose").contains("no reader to promote");
        assertThat(Bench.at(failed.actions(), "lose").state().reason()).isEqualTo(bench.inventory.refusal);
        assertThat(action(failed, "lose")).isEqualTo("failed");
        assertThat(action(failed, "hold")).isIn("stopped", "cancelled");
        assertThat(action(failed, "later")).isEqualTo("cancelled");
    }

    @Test
    void failsWhenTheEstateIsBroken() {
        bench.inventory.broken = true;

        Experiment failed = bench.run(ExperimentsTest::failingOver, "failed");

        assertThat(failed.state().reason()).contains("inventory lost");
        assertThat(action(failed, "lose")).isEqualTo("cancelled");
    }

    @Test
    void previewsTargetsWithoutTouchingThem() {
        CreateExperimentTemplateActionInput unmatched = Bench.reboot(Map.of()).toBuilder()
                .targets(Map.of("DBInstances", "nobody"))
                .build();
        String template = bench.template(d -> d.actions(Map.of(
                        "lose", Bench.failover(), //
                        "hold", Bench.hold("PT1M"),
                        "none", unmatched))
                .targets(Map.of(
                        "db", Bench.clusters().resourceTags(OURS).build(),
                        "nobody",
                                Bench.instances()
                                        .resourceTags(Map.of("role", "none"))
                                        .build())));

        Experiment started = bench.fis
                .startExperiment(
                        r -> r.experimentTemplateId(template).experimentOptions(o -> o.actionsMode("skip-all")))
                .experiment();
        Experiment ended = bench.awaitStatus(started.id(), "completed");

        assertThat(ended.experimentOptions().actionsModeAsString()).isEqualTo("skip-all");
        assertThat(action(ended, "lose")).isEqualTo("skipped");
        assertThat(action(ended, "hold")).isEqualTo("skipped");
        assertThat(bench.inventory.calls).isEmpty();
        assertThat(bench.fis
                        .listExperimentResolvedTargets(r -> r.experimentId(started.id()))
                        .resolvedTargets())
                .singleElement()
                .satisfies(target -> {
                    assertThat(target.targetName()).isEqualTo("db");
                    assertThat(target.resourceType()).isEqualTo("aws:rds:cluster");
                    assertThat(target.targetInformation()).containsEntry("arn", FakeEstate.cluster("ticketing"));
                });
        assertThatThrownBy(() -> bench.fis.startExperiment(
                        r -> r.experimentTemplateId(template).experimentOptions(o -> o.actionsMode("some"))))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void listsResolvedTargetsByPageAndName() {
        String id = bench.start(bench.template(d -> d.actions(Map.of("all", Bench.reboot(Map.of())))
                .targets(Map.of(
                        "db", Bench.instances().resourceTags(OURS).build(),
                        "spare", Bench.clusters().resourceTags(OURS).build()))));
        bench.awaitStatus(id, "completed");

        assertThat(bench.fis
                        .listExperimentResolvedTargetsPaginator(
                                r -> r.experimentId(id).maxResults(1))
                        .resolvedTargets())
                .hasSize(3);
        assertThat(bench.fis
                        .listExperimentResolvedTargets(r -> r.experimentId(id).targetName("db"))
                        .resolvedTargets())
                .hasSize(2)
                .extracting(ResolvedTarget::resourceType)
                .containsOnly("aws:rds:db");
    }

    @Test
    void failsOrSkipsWhatResolvesToNothing() {
        Consumer<CreateExperimentTemplateRequest.Builder> nobody = d -> d.actions(Map.of(
                        "lose", Bench.failover(), //
                        "then", Bench.hold("PT1M", "lose")))
                .targets(Map.of(
                        "db",
                        Bench.clusters().resourceTags(Map.of("role", "none")).build()));

        Experiment failed = bench.run(nobody, "failed");
        assertThat(failed.state().reason()).contains("empty set").contains("db");
        assertThat(action(failed, "lose")).isEqualTo("cancelled");

        String id = bench.start(
                bench.template(nobody.andThen(d -> d.experimentOptions(o -> o.emptyTargetResolutionMode("skip")))));
        Experiment running = bench.awaitExperiment(id, e -> action(e, "then").equals("running"));
        assertThat(action(running, "lose")).isEqualTo("skipped");
        assertThat(bench.inventory.calls).isEmpty();
    }

    @Test
    void startsOneExperimentForOneToken() throws Exception {
        String template = bench.template(ExperimentsTest::failingOver);
        Callable<String> start = () -> bench.fis
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
            bench.awaitStatus(id, "completed");
            assertThat(start.call()).isEqualTo(id);
        } finally {
            callers.shutdownNow();
        }
        assertThat(bench.inventory.calls).hasSize(1);
        assertThatThrownBy(() -> bench.fis.startExperiment(r ->
                        r.clientToken("run-42").experimentTemplateId(template).tags(Map.of("run", "other"))))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void runsFiveAtOnceAndNoMore() {
        String template = bench.template(d -> {});
        List<String> ids =
                IntStream.range(0, 5).mapToObj(i -> bench.start(template)).toList();
        assertThatThrownBy(() -> bench.start(template))
                .isInstanceOf(ServiceQuotaExceededException.class)
                .hasMessageContaining("5 experiments are running");

        bench.fis.stopExperiment(r -> r.id(ids.get(0)));
        bench.awaitStatus(ids.get(0), "stopped");
        String sixth = bench.start(template);
        await().until(() -> bench.time.waiting() == 5);
        bench.time.advance(Duration.ofMinutes(1));

        ids.subList(1, 5).forEach(id -> bench.awaitStatus(id, "completed"));
        bench.awaitStatus(sixth, "completed");
    }

    @Test
    void noEffectWaitsForAnother() {
        bench.inventory.gate = new CountDownLatch(1);
        String template = bench.template(ExperimentsTest::failingOver);

        IntStream.range(0, 5).forEach(i -> bench.start(template));

        await().until(() -> bench.inventory.calls.size() == 5);
        bench.inventory.gate.countDown();
    }

    @Test
    void listsExperimentsOfATemplatePageByPage() {
        String one = bench.template(ExperimentsTest::failingOver);
        String other = bench.template(ExperimentsTest::failingOver);
        List<String> ids = IntStream.range(0, 3).mapToObj(i -> bench.start(one)).toList();
        bench.start(other);

        assertThat(bench.fis
                        .listExperimentsPaginator(r -> r.maxResults(2).experimentTemplateId(one))
                        .experiments())
                .extracting(ExperimentSummary::id)
                .containsExactlyElementsOf(ids);
        assertThat(bench.fis.listExperiments(r -> {}).experiments())
                .hasSize(4)
                .allSatisfy(e -> assertThat(e.state().statusAsString()).isNotEmpty())
                .allSatisfy(e -> assertThat(e.creationTime()).isEqualTo(bench.time.now()));
    }

    @Test
    void forgetsTheOldestThatHaveEnded() {
        FisQuotas aws = FisQuotas.AWS;
        FisQuotas two = new FisQuotas(20, 10, 5, 5, 500, 2, aws.shortestAction(), aws.longestAction(), aws.bodyBytes());
        try (Bench small = new Bench(two, AlarmStates.NONE, ShippedActions.catalogue())) {
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
        String template = bench.template(d -> {});
        String id = bench.start(template);

        bench.fis.deleteExperimentTemplate(r -> r.id(template));

        assertThat(bench.get(id).actions()).containsOnlyKeys("hold");
        assertThatThrownBy(() -> bench.start(template)).isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void knowsNoOthers() {
        assertThatThrownBy(() -> bench.get("EXPnone"))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("EXPnone")
                .satisfies(e ->
                        assertThat(((ResourceNotFoundException) e).statusCode()).isEqualTo(404));
        assertThatThrownBy(() -> bench.fis.stopExperiment(r -> r.id("EXPnone")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> bench.fis.listExperimentResolvedTargets(r -> r.experimentId("EXPnone")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void closingStopsEverything() {
        String id = bench.start(bench.template(d -> {}));
        bench.awaitExperiment(id, e -> action(e, "hold").equals("running"));

        bench.endpoint.close();

        assertThat(bench.time.waiting()).as("expiries left").isZero();
    }
}
