package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.disruption.InjectionStep;
import dev.crossfire.model.Inventory;
import dev.crossfire.spi.FaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns the injection steps of one fault into the steps of one experiment. */
final class ExperimentSteps {
    private ExperimentSteps() {}

    static List<ExperimentStep> steps(List<InjectionStep> injection, Inventory inventory) throws FaultException {
        List<ExperimentStep> steps = new ArrayList<>();
        for (int i = 0; i < injection.size(); i++) {
            InjectionStep step = injection.get(i);
            String prefix = injection.size() == 1 ? "" : "s" + (i + 1) + "-";
            List<String> before = List.of();
            if (!step.after().isZero()) {
                String wait = prefix + "wait";
                steps.add(new ExperimentStep(
                        wait,
                        "aws:fis:wait",
                        null,
                        null,
                        Map.of("duration", step.after().toString()),
                        List.of()));
                before = List.of(wait);
            }
            ActionMapping row =
                    ActionTable.row(step.targets().get(0), step.spec().capability());
            for (ExperimentStep part : row.translation().steps(step, inventory)) {
                steps.add(part.renamed(prefix, before));
            }
        }
        return steps;
    }
}
