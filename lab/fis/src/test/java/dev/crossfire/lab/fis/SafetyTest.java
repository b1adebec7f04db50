package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.crossfire.lab.fis.actions.ShippedActions;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.fis.model.ConflictException;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.fis.model.SafetyLever;
import software.amazon.awssdk.services.fis.model.ValidationException;

/** What stops experiments besides their clients: the safety lever and stop conditions. */
class SafetyTest {
    private static final String ALARM = "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:errors";

    private final Map<String, AlarmStates.State> alarms = new ConcurrentHashMap<>(Map.of(ALARM, AlarmStates.State.OK));
    private volatile boolean unreadable;
    private Bench bench;

    @BeforeEach
    void open() {
        bench = new Bench(FisQuotas.AWS, this::state, ShippedActions.catalogue());
    }

    @AfterEach
    void close() {
        bench.close();
    }

    private AlarmStates.State state(String arn) {
        if (unreadable) {
            throw new IllegalStateException("no alarms today");
        }
        return alarms.getOrDefault(arn, AlarmStates.State.MISSING);
    }

    private String guarded() {
        return bench.template(d -> d.stopConditions(Bench.condition("aws:cloudwatch:alarm", ALARM)));
    }

    @Test
    void theLeverStopsWhatRunsAndCancelsWhatComes() {
        String template = bench.template(d -> {});
        String running = bench.start(template);
        assertThat(lever().state().statusAsString()).isEqualTo("disengaged");

        bench.fis.updateSafetyLeverState(
                r -> r.id("default").state(s -> s.status("engaged").reason("an incident")));

        bench.awaitStatus(running, "stopped");
        assertThat(lever().state().statusAsString()).isEqualTo("engaged");
        assertThat(lever().state().reason()).isEqualTo("an incident");
        Experiment cancelled = bench.get(bench.start(template));
        assertThat(cancelled.state().statusAsString()).isEqualTo("cancelled");
        assertThat(cancelled.state().reason()).contains("safety lever");
        assertThat(Bench.at(cancelled.actions(), "hold").state().statusAsString())
                .isEqualTo("cancelled");

        bench.fis.updateSafetyLeverState(
                r -> r.id("default").state(s -> s.status("disengaged").reason("over")));
        bench.awaitStatus(bench.start(template), "running");
    }

    private SafetyLever lever() {
        return bench.fis.getSafetyLever(r -> r.id("default")).safetyLever();
    }

    @Test
    void thereIsOneLeverWithTwoPositions() {
        assertThat(lever().arn()).isEqualTo("arn:aws:fis:eu-central-1:123456789012:safety-lever/default");
        assertThatThrownBy(() -> bench.fis.getSafetyLever(r -> r.id("mine")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> bench.fis.updateSafetyLeverState(
                        r -> r.id("default").state(s -> s.status("half").reason("x"))))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void theReasonChangesOnlyWithThePosition() {
        assertThatThrownBy(() -> bench.fis.updateSafetyLeverState(
                        r -> r.id("default").state(s -> s.status("disengaged").reason("another"))))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void anAlarmThatCannotBeReadStopsItsExperiment() {
        String id = bench.start(guarded());
        await().until(() -> bench.time.waiting() == 2);

        unreadable = true;
        bench.time.advance(Duration.ofSeconds(1));

        assertThat(bench.awaitStatus(id, "stopped").state().reason()).contains("could not be read");
    }

    @Test
    void aFiringAlarmStopsItsExperiment() {
        String id = bench.start(guarded());
        await().until(() -> bench.time.waiting() == 2);
        bench.time.advance(Duration.ofSeconds(10));
        assertThat(bench.get(id).state().statusAsString()).isEqualTo("running");

        alarms.put(ALARM, AlarmStates.State.ALARM);
        bench.time.advance(Duration.ofSeconds(1));

        Experiment stopped = bench.awaitStatus(id, "stopped");
        assertThat(stopped.state().reason()).contains(ALARM);
        assertThat(bench.time.waiting()).as("timers left").isZero();
    }

    @Test
    void nothingStartsWhileItsAlarmFires() {
        alarms.put(ALARM, AlarmStates.State.ALARM);

        Experiment stopped = bench.awaitStatus(bench.start(guarded()), "stopped");

        assertThat(Bench.at(stopped.actions(), "hold").state().statusAsString()).isEqualTo("cancelled");
    }

    @Test
    void nothingStartsUnderAnAlarmThatDoesNotExist() {
        alarms.clear();

        assertThat(bench.awaitStatus(bench.start(guarded()), "failed").state().reason())
                .contains(ALARM)
                .contains("not found");
    }
}
