package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.InventoryException;

/** The parameter that determines how much of something a stress takes. */
final class Percent {
    private static final String NAME = "percent";
    private static final int ALL = 100;

    private Percent() {}

    static ActionSpec.Parameter parameter(String fallback, String description) {
        return ActionSpec.Parameter.optional(NAME, ActionSpec.Kind.NUMBER, fallback, description);
    }

    static int of(ActionCall call) throws InventoryException {
        int percent = call.number(NAME);
        if (percent < 1 || percent > ALL) {
            throw new InventoryException("percent is " + percent + "; wanted 1 to " + ALL);
        }
        return percent;
    }
}
