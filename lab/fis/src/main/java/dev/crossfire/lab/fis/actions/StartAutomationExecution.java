package dev.crossfire.lab.fis.actions;

import dev.crossfire.lab.fis.ActionCall;
import dev.crossfire.lab.fis.ActionRun;
import dev.crossfire.lab.fis.ActionSpec;
import dev.crossfire.lab.fis.FisAction;
import dev.crossfire.lab.fis.InventoryException;
import java.util.List;
import java.util.Optional;

/** {@code aws:ssm:start-automation-execution}: runs a workflow to its end, or to the end of the time it is given. */
public final class StartAutomationExecution implements FisAction {
    private static final String DOCUMENT = "documentArn";
    private static final String PARAMETERS = "documentParameters";
    private static final String LIMIT = "maxDuration";

    private static final ActionSpec SPEC = new ActionSpec(
            "aws:ssm:start-automation-execution",
            "Runs a Systems Manager automation document.",
            List.of(
                    ActionSpec.Parameter.required(
                            DOCUMENT, ActionSpec.Kind.TEXT, "The ARN of the automation document."),
                    ActionSpec.Parameter.optional(
                            PARAMETERS, ActionSpec.Kind.TEXT, "", "The document's parameters, as a JSON object."),
                    ActionSpec.Parameter.required(
                            LIMIT,
                            ActionSpec.Kind.DURATION,
                            "How long the automation may take, in ISO 8601 format, for example PT5M.")),
            Optional.empty());

    @Override
    public ActionSpec spec() {
        return SPEC;
    }

    @Override
    public ActionRun start(ActionCall call) throws InventoryException {
        return call.inventory().workflows().start(call.text(DOCUMENT), call.text(PARAMETERS), call.duration(LIMIT));
    }
}
