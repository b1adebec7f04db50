package dev.crossfire.evidence;

import com.fasterxml.jackson.annotation.JsonAutoDetect;
import com.fasterxml.jackson.annotation.JsonTypeInfo;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.std.StdNodeBasedDeserializer;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.jsontype.NamedType;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.model.FaultSpec.ExpectedEffect;
import dev.crossfire.model.FaultSpec.TargetSelection;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Start;
import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.ObjectiveSpec;
import dev.crossfire.model.verdict.Verdict;
import java.io.IOException;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** The JSON form of values: camel case, durations and rates as people write them, enums in kebab case. */
public final class Json {
    private static final ObjectMapper PLAIN = base().build();
    private static final DefaultPrettyPrinter PRETTY = new DefaultPrettyPrinter()
            .withObjectIndenter(new DefaultIndenter("  ", "\n"))
            .withArrayIndenter(new DefaultIndenter("  ", "\n"));

    private Json() {}

    /** A value on one line. */
    public static String line(Object value) {
        try {
            return PLAIN.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a value has no JSON form: " + value.getClass(), impossible);
        }
    }

    /** A value for people, ending in a newline; the same on every platform. */
    public static String pretty(Object value) {
        try {
            return PLAIN.writer(PRETTY).writeValueAsString(value) + "\n";
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("a value has no JSON form: " + value.getClass(), impossible);
        }
    }

    /**
     * Reads a value that contains no settings.
     *
     * @throws IOException when the text is no such value
     */
    public static <T> T read(String text, Class<T> type) throws IOException {
        return present(PLAIN.readValue(text, type), type);
    }

    /**
     * Reads a plan; the settings' records come from the plug-ins.
     *
     * @throws IOException when the text is no plan or names a kind that is not loaded; with the plug-in that has it
     */
    public static Plan readPlan(String text, SettingsTypes types) throws IOException {
        JsonNode tree = PLAIN.readTree(text);
        ObjectMapper mapper = base().addModule(new SettingsModule(types)).build();
        String schema = tree.path("schema").asText();
        if (!schema.equals(Plan.SCHEMA)) {
            throw new IOException("schema '" + schema + "' is invalid; expected '" + Plan.SCHEMA + "'");
        }
        for (JsonNode fault : tree.path("scenario").path("faults")) {
            String kind = fault.path("kind").asText();
            requireLoaded(types.ofFault(kind), "fault", kind, tree);
        }
        for (JsonNode objective : tree.path("scenario").path("objectives")) {
            String kind = objective.path("kind").asText();
            requireLoaded(types.ofObjective(kind), "objective", kind, tree);
        }
        return present(mapper.treeToValue(tree, Plan.class), Plan.class);
    }

    /** Before anything is read, because Jackson would wrap the message in one of its own. */
    private static void requireLoaded(Optional<?> settings, String what, String kind, JsonNode plan)
            throws IOException {
        if (settings.isPresent()) {
            return;
        }
        for (JsonNode plugin : plan.path("plugins")) {
            for (JsonNode one : plugin.path(what + "s")) {
                if (one.asText().equals(kind)) {
                    String name = plugin.path("name").asText();
                    String version = plugin.path("version").asText();
                    String jar = plugin.path("jar").asText();
                    String missing = MissingPlugin.text(name, version, jar);
                    throw new IOException(what + " kind '" + kind + "' is that of " + missing);
                }
            }
        }
        throw new IOException(what + " kind '" + kind + "' is invalid; expected one of this Crossfire or of a plug-in"
                + " that is loaded, as 'crossfire plugins' lists them");
    }

    /** A builder of mappers that write and read as this class does. */
    public static JsonMapper.Builder base() {
        JsonMapper.Builder builder = JsonMapper.builder()
                .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
                .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS)
                .addModule(new ValuesModule())
                .addMixIn(JournalEvent.class, NamedByEvent.class)
                .addMixIn(Verdict.class, OnlyComponents.class)
                .addMixIn(Start.class, NamedByType.class)
                .addMixIn(TargetSelection.class, NamedByType.class);
        List.of(JournalEvent.class, Start.class, TargetSelection.class).forEach(closed -> {
            for (Class<?> one : closed.getPermittedSubclasses()) {
                builder.registerSubtypes(new NamedType(one, kebab(one.getSimpleName())));
            }
        });
        return builder;
    }

    /**
     * Every single value in a record as people write it, by JSON pointer with keys in kebab case; a list is one value,
     * and what is null is left out.
     */
    public static Map<String, String> texts(Object value) {
        Map<String, String> texts = new LinkedHashMap<>();
        texts("", PLAIN.valueToTree(value), texts);
        return texts;
    }

    private static void texts(String pointer, JsonNode value, Map<String, String> texts) {
        if (value.isObject()) {
            value.properties().forEach(entry -> texts(pointer + "/" + kebab(entry.getKey()), entry.getValue(), texts));
        } else if (!value.isNull()) {
            texts.put(pointer, value.isValueNode() ? value.asText() : value.toString());
        }
    }

    /** {@code FaultIntended} and {@code FAULT_INTENDED} as {@code fault-intended}. */
    static String kebab(String name) {
        return name.contains("_") || name.equals(name.toUpperCase(Locale.ROOT))
                ? name.toLowerCase(Locale.ROOT).replace('_', '-')
                : name.replaceAll("(?<=[a-z0-9])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static <T> T present(T value, Class<T> type) throws IOException {
        if (value == null) {
            throw new IOException("null is invalid; expected a " + kebab(type.getSimpleName()));
        }
        return value;
    }

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "event")
    private interface NamedByEvent {}

    @JsonTypeInfo(use = JsonTypeInfo.Id.NAME, property = "type")
    private interface NamedByType {}

    /** What a record derives from its components is no key of its own. */
    @JsonAutoDetect(isGetterVisibility = JsonAutoDetect.Visibility.NONE)
    private interface OnlyComponents {}

    /** Reads faults and objectives, whose settings' type follows from their kind. */
    private static final class SettingsModule extends SimpleModule {
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
                    Class<? extends ObjectiveSettings> settings =
                            known(types.ofObjective(kind), "objective kind", kind);
                    return new ObjectiveSpec(
                            tree.path("id").asText(), kind, context.readTreeAsValue(tree.path("settings"), settings));
                }
            });
        }

        private static <T> T known(Optional<T> settings, String what, String kind) throws IOException {
            return settings.orElseThrow(() -> new IOException(what + " '" + kind + "' is not loaded"));
        }
    }
}
