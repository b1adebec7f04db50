package dev.crossfire.evidence;

import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.BeanDeserializerModifier;
import com.fasterxml.jackson.databind.deser.std.FromStringDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import dev.crossfire.model.Capability;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Function;

/** Writes small value types as the texts that people write, and reads them back. */
final class ValuesModule extends SimpleModule {
    private static final long serialVersionUID = 1L;

    ValuesModule() {
        text(Duration.class, DurationText::format, DurationText::parse);
        text(Instant.class, Instant::toString, Instant::parse);
        text(Rate.class, Rate::toString, Rate::parse);
        text(Ratio.class, Ratio::toString, Ratio::parse);
        text(PhaseRef.class, PhaseRef::toString, PhaseRef::parse);
        text(Capability.class, Capability::name, Capability::new);
        // Written as stars, and so never read back: code that needs a secret resolves it again.
        addSerializer(Secret.class, writer(Secret::toString));
        addSerializer(Enum.class, writer(value -> Json.kebab(value.name())));
        setDeserializerModifier(new KebabEnums());
    }

    private <T> void text(Class<T> type, Function<T, String> write, Function<String, T> read) {
        addSerializer(type, writer(write));
        addDeserializer(type, new FromStringDeserializer<T>(type) {
            private static final long serialVersionUID = 1L;

            @Override
            protected T _deserialize(String value, DeserializationContext context) throws IOException {
                try {
                    return read.apply(value);
                } catch (RuntimeException unreadable) {
                    throw context.weirdStringException(value, type, String.valueOf(unreadable.getMessage()));
                }
            }
        });
    }

    private static <T> JsonSerializer<T> writer(Function<T, String> write) {
        return new JsonSerializer<>() {
            @Override
            public void serialize(T value, JsonGenerator json, SerializerProvider provider) throws IOException {
                json.writeString(write.apply(value));
            }
        };
    }

    /** Reads enums by their names in kebab case. */
    private static final class KebabEnums extends BeanDeserializerModifier {
        private static final long serialVersionUID = 1L;

        @Override
        public JsonDeserializer<?> modifyEnumDeserializer(
                DeserializationConfig config, JavaType type, BeanDescription bean, JsonDeserializer<?> normal) {
            return new JsonDeserializer<Object>() {
                @Override
                public Object deserialize(JsonParser parser, DeserializationContext context) throws IOException {
                    String text = parser.getText();
                    for (Object constant : type.getRawClass().getEnumConstants()) {
                        if (Json.kebab(((Enum<?>) constant).name()).equals(text)) {
                            return constant;
                        }
                    }
                    throw context.weirdStringException(text, type.getRawClass(), "no such name");
                }
            };
        }
    }
}
