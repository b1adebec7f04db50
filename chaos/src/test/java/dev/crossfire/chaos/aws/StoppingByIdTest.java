package dev.crossfire.chaos.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.database.DatabasePair;
import dev.crossfire.chaos.database.PairQueries;
import dev.crossfire.chaos.fake.LocalFis;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.FaultException.UnansweredException;
import dev.crossfire.testkit.MachineClock;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** An experiment is ended by what the journal knows of it, although AWS's lists lack it for a while. */
@Timeout(60)
class StoppingByIdTest {
    private static final String ARN = "arn:aws:rds:lab-1:000000000000:cluster:ticketing";
    private static final String ROLE = "arn:aws:iam::000000000000:role/fis";

    /** Longer than any of these tests lasts. */
    private static final Duration LATE = Duration.ofMinutes(5);

    private LocalFis service;
    private Fis fis;

    @BeforeEach
    void open() {
        service = new LocalFis();
        service.resource(DatabaseActions.CLUSTER, ARN, Map.of());
        fis = service.client("lab-1");
    }

    @AfterEach
    void close() {
        fis.close();
        service.close();
    }

    @Test
    void whatWasAnsweredIsStoppedByItsId() throws FaultException {
        PreparedInjection injection = started();
        service.delayLists(LATE);
        Map<String, String> handle = new HashMap<>(injection.handle());
        handle.putAll(injection.started());
        FisFailover another = failover(LATE);
        assertThat(another.left("run-1", "writer-lost", handle).detail()).contains("experiment EXP");
        another.undo("run-1", "writer-lost", handle);
        assertThat(another.left("run-1", "writer-lost", handle).cleared()).isTrue();
        assertEnded("stopped");
    }

    /** As after a kill -9 between the request and its answer: the journal has the intent alone. */
    @Test
    void whatWasNotAnsweredIsFoundByItsToken() throws FaultException {
        PreparedInjection injection = started();
        service.delayLists(LATE);
        FisFailover another = failover(LATE);
        another.undo("run-1", "writer-lost", injection.handle());
        assertThat(another.left("run-1", "writer-lost", injection.handle()).cleared())
                .isTrue();
        assertEnded("stopped");
    }

    @Test
    void whatWasPreparedAndNeverStartedIsNotStartedByHealing() throws FaultException {
        PreparedInjection injection = failover(LATE).prepare("run-1", "writer-lost");
        service.delayLists(LATE);
        failover(Duration.ofSeconds(1)).undo("run-1", "writer-lost", injection.handle());
        assertEnded();
        assertThat(service.begun()).isZero();
        assertThat(injection.started()).containsValue(ExperimentHandle.NONE);
    }

    @Test
    void whatIsKnownNotToHaveStartedIsNotWaitedFor() throws FaultException {
        PreparedInjection injection = failover(LATE).prepare("run-1", "writer-lost");
        Map<String, String> handle = new HashMap<>(injection.handle());
        handle.putAll(injection.started());
        failover(LATE).undo("run-1", "writer-lost", handle);
        assertThat(service.calls()).filteredOn("StartExperiment"::equals).hasSize(1);
        assertThat(service.templateIds()).isEmpty();
    }

    @Test
    void aStartOfWhichNothingIsKnownIsAwaitedUntilTheListsCannotLackIt() throws FaultException {
        PreparedInjection injection = started();
        service.delayLists(Duration.ofSeconds(2));
        Map<String, String> handle = new HashMap<>(injection.handle());
        handle.replaceAll((key, value) -> key.startsWith("fis-token") ? "crossfire-forgotten" : value);
        FisFailover another = failover(Duration.ofSeconds(20));
        another.undo("run-1", "writer-lost", handle);
        assertEnded("stopped");
    }

    @Test
    void aRefusedStartIsNoInjectionAndAnUnansweredOneMayBe() throws FaultException {
        PreparedInjection refused = failover(Duration.ZERO).prepare("run-1", "writer-lost");
        service.failures().refuseNext("StartExperiment", 403, "AccessDeniedException", "no");
        assertThatThrownBy(refused::start).isInstanceOf(NotInjectedException.class);
        assertThat(refused.started()).containsValue(ExperimentHandle.NONE);
        assertThat(refused.awaitEnd().begun()).isFalse();
        failover(Duration.ZERO).undo("run-1", "writer-lost", refused.handle());

        PreparedInjection unanswered = failover(Duration.ZERO).prepare("run-2", "writer-lost");
        service.onRequest(operation -> {
            if (operation.equals("StartExperiment")) {
                service.failures().loseNextAnswer("StartExperiment");
            }
        });
        assertThatThrownBy(unanswered::start).isInstanceOf(UnansweredException.class);
        service.onRequest(operation -> {});
        assertThat(unanswered.started()).isEmpty();
        failover(Duration.ZERO).undo("run-2", "writer-lost", unanswered.handle());
        assertEnded("stopped");
        assertThat(unanswered.awaitEnd().begun()).isTrue();
    }

    private PreparedInjection started() throws FaultException {
        PreparedInjection injection = failover(LATE).prepare("run-1", "writer-lost");
        injection.start();
        Awaitility.await().until(() -> service.begun() == 1);
        return injection;
    }

    private void assertEnded(String... states) {
        service.delayLists(Duration.ZERO);
        assertThat(service.realExperiments()).containsExactly(states);
        assertThat(service.templateIds()).isEmpty();
    }

    private FisFailover failover(Duration listLag) {
        Target target = new Target("ticketing-db", DatabaseActions.CLUSTER, ARN, null, Set.of(), Map.of());
        DatabasePair pair =
                new DatabasePair(new Secret("jdbc:postgresql://127.0.0.1/x"), "", new Secret(""), PairQueries.AURORA);
        MachineClock clock = new MachineClock();
        return new FisFailover(
                new FisDisruption(
                        fis, ActionTable.AWS, new Inventory("lab", List.of(), List.of(target)), ROLE, listLag, clock),
                target,
                pair,
                Duration.ZERO,
                clock);
    }
}
