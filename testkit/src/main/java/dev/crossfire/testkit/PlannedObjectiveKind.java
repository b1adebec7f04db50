package dev.crossfire.testkit;

import dev.crossfire.model.Plan;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.ObjectiveKind.Judgement;
import dev.crossfire.spi.RunFacts;
import java.util.List;

/**
 * An objective kind for tests that end before a run: it can be read and planned, but not judged.
 *
 * @param warnings about every plan
 */
public record PlannedObjectiveKind<S extends ObjectiveSettings>(
        ObjectiveDescription<S> description, List<String> warnings) implements ObjectiveKind<S> {
    @Override
    public List<String> warnings(S settings, Plan plan) {
        return warnings;
    }

    @Override
    public Judgement judge(S settings, RunFacts facts) {
        throw new UnsupportedOperationException(description.name() + " is only read and planned");
    }
}
