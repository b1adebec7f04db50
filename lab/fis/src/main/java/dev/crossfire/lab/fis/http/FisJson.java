package dev.crossfire.lab.fis.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.std.StdSerializer;
import dev.crossfire.lab.fis.engine.Constraints;
import dev.crossfire.lab.fis.model.ErrorType;
import dev.crossfire.lab.fis.model.FisException;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.stream.Collectors;

/** Reads and writes bodies as AWS's rest-json protocol has them. */
final class FisJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new SimpleModule().addSerializer(new EpochSeconds()))
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            // A newer client may send more than this model knows; AWS ignores what it does not know.
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .build();

    private FisJson() {}

    /**
     * Reads a body; an empty one is an empty object.
     *
     * @throws FisException if it is no JSON, or a member is missing or of the wrong type
     */
    static <T> T read(String body, Class<T> type) {
        try {
            T read = MAPPER.readValue(body.isEmpty() ? "{}" : body, type);
            if (read == null) {
                throw new FisException(ErrorType.SERIALIZATION, "The body is null, and no JSON object.");
            }
            return read;
        } catch (JsonMappingException e) {
            throw refusal(e);
        } catch (JsonProcessingException e) {
            throw new FisException(ErrorType.SERIALIZATION, "The body is no JSON document.");
        }
    }

    private static FisException refusal(JsonMappingException e) {
        String where = e.getPath().stream()
                .map(part -> part.getFieldName() == null ? String.valueOf(part.getIndex()) : part.getFieldName())
                .collect(Collectors.joining("."));
        // Jackson has no type of its own for a member that is not there.
        if (e instanceof InvalidNullException
                || e.getOriginalMessage().startsWith("Missing required creator property")) {
            return Constraints.missing(where);
        }
        return new FisException(ErrorType.SERIALIZATION, "The value at '" + where + "' has the wrong type.");
    }

    static byte[] write(Object answer) {
        try {
            return MAPPER.writeValueAsBytes(answer);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("the answer has no JSON form", e);
        }
    }

    /** Timestamps are seconds since the epoch, with a fraction. */
    private static final class EpochSeconds extends StdSerializer<Instant> {
        private static final long serialVersionUID = 1L;

        EpochSeconds() {
            super(Instant.class);
        }

        @Override
        public void serialize(Instant value, JsonGenerator json, SerializerProvider provider) throws IOException {
            json.writeNumber(BigDecimal.valueOf(value.toEpochMilli(), 3));
        }
    }
}
