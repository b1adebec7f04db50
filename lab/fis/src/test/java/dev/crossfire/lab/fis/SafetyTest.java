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

    private final Map<String, AlarmStates.AlarmState> alarms =
            new ConcurrentHashMap<>(Map.of(ALARM, AlarmStates.AlarmState.OK));
    private volatile boolean unreadable;
    private FisFixture fixture;

    @BeforeEach
    void open() {
        fixture = new FisFixture(FisQuotas.AWS, this::state, ShippedActions.catalogue());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private AlarmStates.AlarmState state(String arn) {
        if (unreadable) {
            throw new IllegalStateException("no alarms today");
        }
        return alarms.getOrDefault(arn, AlarmStates.AlarmState.MISSING);
    }

    private String isProtected() {
        return fixture.template(d -> d.stopConditions(FisFixture.condition("aws:cloudwatch:alarm", ALARM)));
    }

    @Test
    void theLeverStopsWhatRunsAndCancelsWhatComes() {
        String template = fixture.template(d -> {});
        String running = fixture.start(template);
        assertThat(lever().state().statusAsString()).isEqualTo("disengaged");

        fixture.fis.updateSafetyLeverState(
                r -> r.id("default").state(s -> s.status("engaged").reason("an incident")));

        fixture.awaitStatus(running, "stopped");
        assertThat(lever().state().statusAsString()).isEqualTo("engaged");
        assertThat(lever().state().reason()).isEqualTo("an incident");
        Experiment cancelled = fixture.get(fixture.start(template));
        assertThat(cancelled.state().statusAsString()).isEqualTo("cancelled");
        assertThat(cancelled.state().reason()).contains("safety lever");
        assertThat(FisFixture.at(cancelled.actions(), "hold").state().statusAsString())
                .isEqualTo("cancelled");

        fixture.fis.updateSafetyLeverState(
                r -> r.id("default").state(s -> s.status("disengaged").reason("over")));
        fixture.awaitStatus(fixture.start(template), "running");
    }

    private SafetyLever lever() {
        return fixture.fis.getSafetyLever(r -> r.id("default")).safetyLever();
    }

    @Test
    void thereIsOneLeverWithTwoPositions() {
        assertThat(lever().arn()).isEqualTo("arn:aws:fis:eu-central-1:123456789012:safety-lever/default");
        assertThatThrownBy(() -> fixture.fis.getSafetyLever(r -> r.id("mine")))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> fixture.fis.updateSafetyLeverState(
                        r -> r.id("default").state(s -> s.status("half").reason("x"))))
                .isInstanceOf(ValidationException.class);
    }

    @Test
    void theReasonChangesOnlyWithThePosition() {
        assertThatThrownBy(() -> fixture.fis.updateSafetyLeverState(
                        r -> r.id("default").state(s -> s.status("disengaged").reason("another"))))
                .isInstanceOf(ConflictException.class);
    }

    @Test
    void anAlarmThatCannotBeReadStopsItsExperiment() {
        String id = fixture.start(isProtected());
        await().until(() -> fixture.time.waiting() == 2);

        unreadable = true;
        fixture.time.advance(Duration.ofSeconds(1));

        assertThat(fixture.awaitStatus(id, "stopped").state().reason()).contains("could not be read");
    }

    @Test
    void aFiringAlarmStopsItsExperiment() {
        String id = fixture.start(isProtected());
        await().until(() -> fixture.time.waiting() == 2);
        fixture.time.advance(Duration.ofSeconds(10));
        assertThat(fixture.get(id).state().statusAsString()).isEqualTo("running");

        alarms.put(ALARM, AlarmStates.AlarmState.ALARM);
        fixture.time.advance(Duration.ofSeconds(1));

        Experiment stopped = fixture.awaitStatus(id, "stopped");
        assertThat(stopped.state().reason()).contains(ALARM);
        assertThat(fixture.time.waiting()).as("timers left").isZero();
    }

    @Test
    void nothingStartsWhileItsAlarmFires() {
        alarms.put(ALARM, AlarmStates.AlarmState.ALARM);

        Experiment stopped = fixture.awaitStatus(fixture.start(isProtected()), "stopped");

        assertThat(FisFixture.at(stopped.actions(), "hold").state().statusAsString())
                .isEqualTo("cancelled");
    }

    @Test
    void nothingStartsUnderAnAlarmThatDoesNotExist() {
        alarms.clear();

        assertThat(fixture.awaitStatus(fixture.start(isProtected()), "failed")
                        .state()
                        .reason())
                .contains(ALARM)
                .contains("not found");
    }
}
