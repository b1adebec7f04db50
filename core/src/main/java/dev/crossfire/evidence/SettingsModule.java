package dev.crossfire.evidence;

import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.deser.std.StdNodeBasedDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.crossfire.model.ExpectedEffect;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.Start;
import dev.crossfire.model.TargetSelection;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSpec;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Reads faults and objectives, whose settings' type follows from their kind. */
final class SettingsModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    SettingsModule(SettingsTypes types) {
        addDeserializer(FaultSpec.class, new StdNodeBasedDeserializer<>(FaultSpec.class) {
            private static final long serialVersionUID = 1L;

            @Override
            public FaultSpec convert(JsonNode tree, DeserializationContext context) throws IOException {
                String kind = tree.path("kind").asText();
                Class<? extends FaultSettings> settings = known(types.ofFault(kind), "fault kind", kind);
                JsonNode duration = tree.path("duration");
                JsonNode expect = tree.path("expect");
                return new FaultSpec(
                        tree.path("id").asText(),
                        kind,
                        tree.path("role").asText(),
                        context.readTreeAsValue(tree.path("selection"), TargetSelection.class),
                        context.readTreeAsValue(tree.path("start"), Start.class),
                        duration.isTextual() ? context.readTreeAsValue(duration, Duration.class) : null,
                        context.readTreeAsValue(tree.path("settings"), settings),
                        expect.isTextual() ? context.readTreeAsValue(expect, ExpectedEffect.class) : null);
            }
        });
        addDeserializer(ObjectiveSpec.class, new StdNodeBasedDeserializer<>(ObjectiveSpec.class) {
            private static final long serialVersionUID = 1L;

            @Override
            public ObjectiveSpec convert(JsonNode tree, DeserializationContext context) throws IOException {
                String kind = tree.path("kind").asText();
                Class<? extends ObjectiveSettings> settings = known(types.ofObjective(kind), "objective kind", kind);
                return new ObjectiveSpec(
                        tree.path("id").asText(), kind, context.readTreeAsValue(tree.path("settings"), settings));
            }
        });
    }

    private static <T> T known(Optional<T> settings, String what, String kind) throws IOException {
        return settings.orElseThrow(() -> new IOException(
                what + " '" + kind + "' is invalid; expected one that is on the class path of this Crossfire"));
    }
}
