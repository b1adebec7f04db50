package dev.crossfire.chaos.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.database.DatabasePair;
import dev.crossfire.chaos.database.PairQueries;
import dev.crossfire.chaos.fake.LocalFis;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.lab.fis.model.Template;
import dev.crossfire.lab.fis.model.Template.StopCondition;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.FaultException;
import dev.crossfire.testkit.MachineClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The stock SDK against a service that answers as FIS does. */
class FisFailoverTest {
    private static final String ARN = "arn:aws:rds:lab-1:000000000000:cluster:ticketing";
    private static final String ROLE = "arn:aws:iam::000000000000:role/fis";

    private final List<String> failedOver = new CopyOnWriteArrayList<>();
    private LocalFis service;
    private Fis fis;
    private FisFailover failover;

    @BeforeEach
    void open() throws IOException {
        service = new LocalFis();
        service.resource(DatabaseActions.CLUSTER, ARN, Map.of());
        service.onAction(failedOver::add);
        fis = service.client("lab-1");
        failover = failover(DatabaseActions.CLUSTER);
    }

    @AfterEach
    void close() {
        fis.close();
        service.close();
    }

    @Test
    void preparingMakesOneMarkedTemplateAndBreaksNothing() throws FaultException {
        PreparedInjection injection = failover.prepare("run-1", "writer-lost");
        assertThat(service.templateIds()).hasSize(1);
        assertThat(injection.handle()).containsValue(service.templateIds().get(0));
        Template template = service.template(service.templateIds().get(0));
        assertThat(template.tags())
                .containsEntry("crossfire-run", "run-1")
                .containsEntry("crossfire-fault", "writer-lost");
        assertThat(template.actions().values()).singleElement().satisfies(action -> {
            assertThat(action.actionId()).isEqualTo("aws:rds:failover-db-cluster");
            assertThat(action.targets()).containsEntry("Clusters", "failover-targets");
        });
        assertThat(template.targets().values()).singleElement().satisfies(target -> {
            assertThat(target.resourceArns()).containsExactly(ARN);
            assertThat(target.resourceTags()).isEmpty();
        });
        assertThat(template.stopConditions()).extracting(StopCondition::source).containsExactly("none");
        assertThat(template.experimentOptions().emptyTargetResolutionMode()).isEqualTo("fail");
        assertThat(template.roleArn()).isEqualTo(ROLE);
        assertThat(failedOver).isEmpty();
    }

    @Test
    void anInstanceIsRebootedWithForce() throws FaultException {
        service.resource(DatabaseActions.INSTANCE, ARN, Map.of());
        failover(DatabaseActions.INSTANCE).prepare("run-1", "writer-lost").start();
        Template template = service.template(service.templateIds().get(0));
        assertThat(template.actions().values()).singleElement().satisfies(action -> {
            assertThat(action.actionId()).isEqualTo("aws:rds:reboot-db-instances");
            assertThat(action.targets()).containsEntry("DBInstances", "failover-targets");
            assertThat(action.parameters()).containsEntry("forceFailover", "true");
        });
    }

    @Test
    void startingIsOneRequestAndStartingAgainStartsNothingMore() throws FaultException {
        PreparedInjection injection = failover.prepare("run-1", "writer-lost");
        int before = service.calls().size();
        injection.start();
        assertThat(service.calls().subList(before, service.calls().size())).containsExactly("StartExperiment");
        injection.start();
        Awaitility.await().until(() -> service.begun() == 1);
        assertThat(service.realExperiments()).containsExactly("running");
        assertThat(failedOver).containsExactly(ARN);
    }

    @Test
    void aStartWhoseAnswerIsLostIsRepeatedByTheSdkAndDoneOnce() throws FaultException {
        PreparedInjection injection = failover.prepare("run-1", "writer-lost");
        int before = service.calls().size();
        service.failures().loseNextAnswer("StartExperiment");
        injection.start();
        assertThat(service.calls().subList(before, service.calls().size()))
                .containsExactly("StartExperiment", "StartExperiment");
        Awaitility.await().until(() -> service.begun() == 1);
        assertThat(service.realExperiments()).containsExactly("running");
        assertThat(failedOver).containsExactly(ARN);
    }

    @Test
    void preparingThatIsRefusedLeavesNoTemplate() {
        service.failures().refuseNext("StartExperiment", 402, "ServiceQuotaExceededException", "too many");
        assertThatThrownBy(() -> failover.prepare("run-1", "writer-lost"))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("StartExperiment")
                .hasMessageContaining("5 experiments at once");
        assertThat(service.templateIds()).isEmpty();
    }

    @Test
    void aDatabaseThatIsNotThereIsFoundOutBeforeTheRun() {
        Target unknown = target("arn:aws:rds:lab-1:000000000000:cluster:gone", DatabaseActions.CLUSTER);
        assertThatThrownBy(() -> failover(unknown).prepare("run-1", "writer-lost"))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("cluster:gone")
                .hasMessageContaining("plan again");
        assertThat(service.templateIds()).isEmpty();
    }

    @Test
    void aPreviewThatFailsIsReportedWithItsReason() {
        service.failResolutions("Target resolution returned empty set");
        assertThatThrownBy(() -> failover.prepare("run-1", "writer-lost"))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("Target resolution returned empty set");
        assertThat(service.templateIds()).isEmpty();
    }

    @Test
    void undoingStopsAndRemovesOnlyItsOwnThroughAllPages() throws FaultException {
        for (int i = 0; i < 4; i++) {
            failover.prepare("run-" + i, "writer-lost").start();
        }
        failover.prepare("run-1", "another").start();
        failover.undo("run-1", "writer-lost", Map.of());
        assertThat(service.realExperiments()).containsExactly("running", "stopped", "running", "running", "running");
        assertThat(service.templateIds()).hasSize(4);
        failover.undo("run-1", "writer-lost", Map.of());
        assertThat(service.templateIds()).hasSize(4);
    }

    @Test
    void everyRefusalContainsTheNextStep() {
        refused(
                403,
                "AccessDeniedException",
                "User: x is not authorized to perform: fis:CreateExperimentTemplate on y",
                "allow fis:CreateExperimentTemplate to the identity");
        refused(
                403,
                "AccessDeniedException",
                "User: x is not authorized to perform: iam:PassRole on resource: z",
                "allow iam:PassRole to the identity");
        refused(403, "AccessDeniedException", "no", "allow fis:CreateExperimentTemplate");
        refused(403, "ExpiredTokenException", "expired", "sign in again");
        refused(400, "ValidationException", "bad role", "experiment-role");
        refused(404, "ResourceNotFoundException", "none", "check region");
    }

    @Test
    void fiveSecondsOfThrottlingAndFailuresBeforeAStartAreRiddenOut() throws FaultException {
        try (Fis product = service.client("lab-1", RetryDelays.DEFAULT)) {
            PreparedInjection injection =
                    failover(product, target(ARN, DatabaseActions.CLUSTER)).prepare("run-1", "writer-lost");
            AtomicInteger asked = new AtomicInteger();
            Instant passed = Instant.now().plusSeconds(5);
            service.onRequest(operation -> {
                if (Instant.now().isBefore(passed)) {
                    boolean even = asked.incrementAndGet() % 2 == 0;
                    service.failures()
                            .refuseNext(
                                    operation,
                                    even ? 429 : 500,
                                    even ? "ThrottlingException" : "InternalFailure",
                                    "no");
                }
            });
            injection.start();
            assertThat(Instant.now()).isBetween(passed, passed.plusSeconds(3));
            assertThat(asked.get()).isBetween(5, 14);
        }
        Awaitility.await().until(() -> service.begun() == 1);
        assertThat(service.realExperiments()).containsExactly("running");
    }

    @Test
    void throttlingThatDoesNotEndIsReported() {
        service.onRequest(operation -> service.failures().throttleNext(operation));
        assertThatThrownBy(() -> failover.prepare("run-2", "writer-lost")).hasMessageContaining("wait a minute");
    }

    @Test
    void anEndpointWithoutServerIsReported() {
        service.close();
        assertThatThrownBy(() -> failover.prepare("run-1", "writer-lost"))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("CreateExperimentTemplate")
                .hasMessageContaining("its endpoint can be reached");
    }

    private void refused(int status, String code, String message, String advice) {
        service.failures().refuseNext("CreateExperimentTemplate", status, code, message);
        assertThatThrownBy(() -> failover.prepare("run-1", "writer-lost"))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining(code)
                .hasMessageContaining(advice);
    }

    private FisFailover failover(String type) {
        return failover(target(ARN, type));
    }

    private FisFailover failover(Target target) {
        return failover(fis, target);
    }

    private static FisFailover failover(Fis fis, Target target) {
        DatabasePair pair =
                new DatabasePair(new Secret("jdbc:postgresql://127.0.0.1/x"), "", new Secret(""), PairQueries.AURORA);
        return new FisFailover(
                new FisDisruption(
                        fis,
                        ActionTable.AWS,
                        new Inventory("lab", List.of(), List.of(target)),
                        ROLE,
                        Duration.ZERO,
                        new MachineClock()),
                target,
                pair,
                Duration.ZERO,
                new MachineClock());
    }

    private static Target target(String arn, String type) {
        return new Target("ticketing-db", type, arn, null, Set.of(), Map.of());
    }
}
