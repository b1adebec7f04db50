package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.ActionSpec.ActionParameter;
import dev.crossfire.lab.fis.ActionSpec.ValueType;
import dev.crossfire.lab.fis.ActiveEffect;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The actions without a target: FIS's wait, CloudWatch's assertion, and Systems Manager's workflows. */
final class OrchestrationActions {
    private static final String DURATION = "duration";
    private static final String ALARM_ARNS = "alarmArns";
    private static final String ALARM_STATES = "alarmStates";
    private static final int MOST_ALARMS = 5;
    private static final Set<String> KNOWN_STATES = Set.of("OK", "ALARM", "INSUFFICIENT_DATA");
    private static final String DOCUMENT = "documentArn";
    private static final String DOCUMENT_PARAMETERS = "documentParameters";
    private static final String MAX_DURATION = "maxDuration";

    /** Passes time, for actions that start after it. */
    private static final ActionSpec WAIT = new ActionSpec(
            "aws:fis:wait",
            "Waits for the given duration.",
            List.of(ActionParameter.required(
                    DURATION, ValueType.DURATION, "How long to wait, in ISO 8601 format, for example PT1M.")),
            Optional.empty());

    /** Fails, and its experiment with it, unless every alarm is as it should be. */
    private static final ActionSpec ASSERT_ALARM_STATE = new ActionSpec(
            "aws:cloudwatch:assert-alarm-state",
            "Verifies that the given alarms are in one of the given states.",
            List.of(
                    ActionParameter.required(
                            ALARM_ARNS, ValueType.TEXT, "The ARNs of the alarms, at most five, comma-separated."),
                    ActionParameter.required(
                            ALARM_STATES,
                            ValueType.TEXT,
                            "The states that are good, comma-separated: OK, ALARM, INSUFFICIENT_DATA.")),
            Optional.empty());

    /** Runs a workflow to its end, or to the end of the time it is given. */
    private static final ActionSpec START_AUTOMATION = new ActionSpec(
            "aws:ssm:start-automation-execution",
            "Runs a Systems Manager automation document.",
            List.of(
                    ActionParameter.required(DOCUMENT, ValueType.TEXT, "The ARN of the automation document."),
                    ActionParameter.optional(
                            DOCUMENT_PARAMETERS, ValueType.TEXT, "", "The document's parameters, as a JSON object."),
                    ActionParameter.required(
                            MAX_DURATION,
                            ValueType.DURATION,
                            "How long the automation may take, in ISO 8601 format, for example PT5M.")),
            Optional.empty());

    private OrchestrationActions() {}

    static List<FisAction> all() {
        return List.of(
                FisAction.of(WAIT, call -> ActiveEffect.passing(call.duration(DURATION))),
                FisAction.of(ASSERT_ALARM_STATE, OrchestrationActions::assertAlarmState),
                FisAction.of(START_AUTOMATION, call -> call.inventory()
                        .workflows()
                        .start(call.text(DOCUMENT), call.text(DOCUMENT_PARAMETERS), call.duration(MAX_DURATION))));
    }

    private static ActiveEffect assertAlarmState(ActionCall call) throws InventoryException {
        List<String> arns = words(call.text(ALARM_ARNS));
        List<String> wanted = words(call.text(ALARM_STATES));
        if (arns.size() > MOST_ALARMS) {
            throw new InventoryException("found " + arns.size() + " alarms, expected at most " + MOST_ALARMS);
        }
        if (!KNOWN_STATES.containsAll(wanted)) {
            throw new InventoryException(
                    "found alarm states " + wanted + ", expected some of OK, ALARM, INSUFFICIENT_DATA");
        }
        String wrong = arns.stream()
                .filter(arn -> !wanted.contains(call.alarms().state(arn).name()))
                .map(arn -> arn + " is " + call.alarms().state(arn).name())
                .collect(Collectors.joining(", "));
        if (!wrong.isEmpty()) {
            throw new InventoryException("Alarms are not in one of the states " + wanted + ": " + wrong);
        }
        return ActiveEffect.oneShot();
    }

    private static List<String> words(String text) {
        return List.of(text.split(",", -1));
    }
}
