package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.InjectionStep;
import dev.crossfire.model.Inventory;
import dev.crossfire.spi.FaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns the strikes of one fault into the steps of one experiment. */
final class ExperimentSteps {
    private ExperimentSteps() {}

    static List<ExperimentStep> steps(List<InjectionStep> strikes, Inventory inventory) throws FaultException {
        List<ExperimentStep> steps = new ArrayList<>();
        for (int i = 0; i < strikes.size(); i++) {
            InjectionStep step = strikes.get(i);
            String prefix = strikes.size() == 1 ? "" : "s" + (i + 1) + "-";
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
