package dev.crossfire.input;

import dev.crossfire.error.BadInputException;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.JsonDocument;
import dev.crossfire.model.Plan;
import dev.crossfire.plan.PlanDiff;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** A plan that a person has reviewed and approved; exactly that is run or nothing. */
public record ApprovedPlan(Path file, Plan plan) {
    /**
     * Reads it back.
     *
     * @throws BadInputException when the file is no plan of this Crossfire
     */
    public static ApprovedPlan read(Path file, Kinds kinds) throws BadInputException {
        try {
            return new ApprovedPlan(file, JsonDocument.read(file, text -> Json.readPlan(text, kinds)));
        } catch (IOException | RuntimeException unreadable) {
            throw new BadInputException(List.of("--plan: " + file + " cannot be read: " + unreadable.getMessage()
                    + "; expected a file of 'crossfire plan SCENARIO --out " + file + "'"));
        }
    }

    /**
     * Makes sure that a run would do what was approved.
     *
     * @param now the same scenario's plan at this moment
     * @throws BadInputException with everything that has changed
     */
    void requireSame(Plan now) throws BadInputException {
        List<String> planDiff = PlanDiff.between(plan, now);
        if (!planDiff.isEmpty()) {
            List<String> lines = new ArrayList<>();
            planDiff.forEach(change -> lines.add(file + ": " + change));
            lines.add(
                    "Nothing was run, because the plan differs from the approved one; plan again, and have that approved.");
            throw new BadInputException(lines);
        }
    }
}
