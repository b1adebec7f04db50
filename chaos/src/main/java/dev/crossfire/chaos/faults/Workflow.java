package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Starts an operator's failover workflow, and times it to its end. */
public final class Workflow extends DisruptionKind<Workflow.Settings> {
    private static final FaultDescription<Settings> DESCRIPTION = new FaultDescription<>(
            "workflow",
            "starts an existing failover workflow and measures it to its end",
            Settings.class,
            Set.of(Capability.WORKFLOW),
            DurationRule.REQUIRED,
            "what the workflow does not undo itself",
            "every target shows the symptom that the scenario names: it is unreachable, slow, or replaced by another",
            "it is cleared when the workflow has ended and its targets are healthy; one that still runs is ended after the"
                    + " fault's duration, or when it is healed");

    /**
     * Which workflow, and how it shows.
     *
     * @param document the ARN of a Systems Manager automation document; one of its steps may run a state machine
     * @param parameters the document's own; null for none
     * @param shows how it is seen in the targets that it took place
     */
    public record Settings(
            @Describe("the ARN of the automation document") String document,

            @Describe("the document's own parameters") @Nullable
            Map<String, String> parameters,

            @Describe("the symptom of its targets") SymptomKind shows)
            implements FaultSettings {
        private static final Pattern ARN =
                Pattern.compile("arn:[a-z-]+:ssm:[a-z0-9-]*:[0-9]*:(document|automation-definition)/\\S+");

        public Settings {
            parameters = parameters == null ? null : Collections.unmodifiableMap(new LinkedHashMap<>(parameters));
            if (!ARN.matcher(document).matches()) {
                throw new IllegalArgumentException(
                        "the ARN of an automation document, such as arn:aws:ssm:REGION:ACCOUNT:document/NAME");
            }
        }
    }

    public Workflow() {
        super(DESCRIPTION);
    }

    @Override
    protected Symptom effect(Settings settings) {
        return settings.shows();
    }
}
