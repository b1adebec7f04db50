package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.disruption.DisruptionSpec;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.evidence.Json;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Starts an operator's failover workflow, and times it to its end. */
public final class Workflow extends DisruptionKind<Workflow.Settings> {
    /** Parameter of a disruption: the ARN of the automation document. */
    public static final String DOCUMENT = "document";

    /** Parameter of a disruption: the document's parameters, as a JSON object; absent without. */
    public static final String PARAMETERS = "parameters";

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
                        "the ARN of an automation document, as arn:aws:ssm:REGION:ACCOUNT:document/NAME");
            }
        }
    }

    @Override
    public String name() {
        return "workflow";
    }

    @Override
    public String summary() {
        return "starts an existing failover workflow and measures it to its end";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    protected Capability capability() {
        return Capability.WORKFLOW;
    }

    @Override
    protected DisruptionSpec disruption(Settings settings) {
        Map<String, String> parameters = new LinkedHashMap<>();
        parameters.put(DOCUMENT, settings.document());
        Map<String, String> given = settings.parameters();
        if (given != null) {
            parameters.put(PARAMETERS, Json.line(given));
        }
        return new DisruptionSpec(Capability.WORKFLOW, parameters);
    }

    @Override
    protected Symptom effect(Settings settings) {
        return settings.shows();
    }

    @Override
    public String irreversible(FaultSpec spec) {
        return "what the workflow does not undo itself";
    }

    @Override
    public String confirmedBy() {
        return "every target shows the symptom that the scenario names: it is unreachable, slow, or replaced by another";
    }

    @Override
    public String healedBy() {
        return "it is cleared when the workflow has ended and its targets are healthy; one that still runs is ended after the"
                + " fault's duration, or when it is healed";
    }
}
