package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.Strike;
import dev.crossfire.model.Inventory;
import dev.crossfire.spi.FaultException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Turns the strikes of one fault into the steps of one experiment. */
final class Strikes {
    private Strikes() {}

    static List<Step> steps(List<Strike> strikes, Inventory inventory) throws FaultException {
        List<Step> steps = new ArrayList<>();
        for (int i = 0; i < strikes.size(); i++) {
            Strike strike = strikes.get(i);
            String prefix = strikes.size() == 1 ? "" : "s" + (i + 1) + "-";
            List<String> before = List.of();
            if (!strike.after().isZero()) {
                String wait = prefix + "wait";
                steps.add(new Step(
                        wait,
                        "aws:fis:wait",
                        null,
                        null,
                        Map.of("duration", strike.after().toString()),
                        List.of()));
                before = List.of(wait);
            }
            Row row = Table.row(strike.targets().get(0), strike.harm().capability());
            for (Step step : row.translation().steps(strike, inventory)) {
                steps.add(step.renamed(prefix, before));
            }
        }
        return steps;
    }
}
