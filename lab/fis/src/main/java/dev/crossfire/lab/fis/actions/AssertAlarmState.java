package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.AlarmStates;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** {@code aws:cloudwatch:assert-alarm-state}: fails, and its experiment with it, unless every alarm is as it should be. */
public final class AssertAlarmState implements FisAction {
    private static final String ARNS = "alarmArns";
    private static final String STATES = "alarmStates";
    private static final int MOST_ALARMS = 5;
    private static final Set<String> KNOWN = Set.of("OK", "ALARM", "INSUFFICIENT_DATA");

    private static final ActionSpec SPEC = new ActionSpec(
            "aws:cloudwatch:assert-alarm-state",
            "Verifies that the given alarms are in one of the given states.",
            List.of(
                    ActionSpec.Parameter.required(
                            ARNS, ActionSpec.Kind.TEXT, "The ARNs of the alarms, at most five, comma-separated."),
                    ActionSpec.Parameter.required(
                            STATES,
                            ActionSpec.Kind.TEXT,
                            "The states that are good, comma-separated: OK, ALARM, INSUFFICIENT_DATA.")),
            Optional.empty());

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        List<String> arns = words(call.text(ARNS));
        List<String> wanted = words(call.text(STATES));
        if (arns.size() > MOST_ALARMS) {
            throw new InventoryException("found " + arns.size() + " alarms, wanted at most " + MOST_ALARMS);
        }
        if (!KNOWN.containsAll(wanted)) {
            throw new InventoryException(
                    "found alarm states " + wanted + ", wanted some of OK, ALARM, INSUFFICIENT_DATA");
        }
        String wrong = arns.stream()
                .filter(arn -> !wanted.contains(state(call.alarms(), arn)))
                .map(arn -> arn + " is " + state(call.alarms(), arn))
                .collect(Collectors.joining(", "));
        if (!wrong.isEmpty()) {
            throw new InventoryException("Alarms are not in one of the states " + wanted + ": " + wrong);
        }
        return ActionRun.oneShot();
    }

    private static String state(AlarmStates alarms, String arn) {
        return alarms.state(arn).name();
    }

    private static List<String> words(String text) {
        return List.of(text.split(",", -1));
    }
}
