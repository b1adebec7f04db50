package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.lab.fis.actions.ShippedActions;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.Experiment;

/** An experiment that goes on only while alarms are as they should be. */
class AssertAlarmStateTest {
    private static final Map<String, AlarmStates.AlarmState> STATES = Map.of(
            "arn:calm",
            AlarmStates.AlarmState.OK,
            "arn:loud",
            AlarmStates.AlarmState.ALARM,
            "arn:new",
            AlarmStates.AlarmState.INSUFFICIENT_DATA);

    private final FisFixture fixture = new FisFixture(
            FisQuotas.LAB, arn -> STATES.getOrDefault(arn, AlarmStates.AlarmState.MISSING), ShippedActions.catalogue());

    @AfterEach
    void close() {
        fixture.close();
    }

    private Experiment assertion(String arns, String states, String end) {
        return fixture.run(
                d -> d.actions(Map.of(
                        "check",
                        CreateExperimentTemplateActionInput.builder()
                                .actionId("aws:cloudwatch:assert-alarm-state")
                                .parameters(Map.of("alarmArns", arns, "alarmStates", states))
                                .build())),
                end);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {"arn:calm; OK", "arn:loud; ALARM", "arn:calm,arn:new; OK,INSUFFICIENT_DATA"})
    void alarmsThatAreAsTheyShouldBeLetTheExperimentGoOn(String arns, String states) {
        assertion(arns, states, "completed");
    }

    @Test
    void anAlarmThatIsNotFailsTheExperiment() {
        assertThat(assertion("arn:calm,arn:loud", "OK", "failed").state().reason())
                .contains("arn:loud is ALARM")
                .doesNotContain("arn:calm is");
    }

    @Test
    void anAlarmThatDoesNotExistIsInNoState() {
        assertThat(assertion("arn:none", "OK,ALARM,INSUFFICIENT_DATA", "failed")
                        .state()
                        .reason())
                .contains("arn:none is MISSING");
    }

    @Test
    void statesThatDoNotExistAreNamed() {
        assertThat(assertion("arn:calm", "FINE", "failed").state().reason()).contains("[FINE]");
    }

    @Test
    void sixAlarmsAreTooMany() {
        assertThat(assertion("a,b,c,d,e,f", "OK", "failed").state().reason()).contains("at most 5");
    }
}
