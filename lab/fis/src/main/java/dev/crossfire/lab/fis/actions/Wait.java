package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import java.util.List;
import java.util.Optional;

/** {@code aws:fis:wait}: passes time, for actions that start after it. */
public final class Wait implements FisAction {
    private static final String DURATION = "duration";

    private static final ActionSpec SPEC = new ActionSpec(
            "aws:fis:wait",
            "Waits for the given duration.",
            List.of(ActionSpec.Parameter.required(
                    DURATION, ActionSpec.Kind.DURATION, "How long to wait, in ISO 8601 format, for example PT1M.")),
            Optional.empty());

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) {
        return ActionRun.passing(call.duration(DURATION));
    }
}
