package dev.crossfire.environment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.Json;
import dev.crossfire.model.environment.EnvironmentSpec;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** The lab as a run starts it, known without starting it: the same parts, at addresses that do not exist. */
public final class LabDescription {
    /** Its file, a ready line without what differs from lab to lab. */
    public static final String FILE = "lab.json";

    private LabDescription() {}

    /**
     * The environment that such a lab will be.
     *
     * @throws RunErrorException when this build's description of it is not as this build reads it
     */
    public static EnvironmentSpec spec() throws RunErrorException {
        try (@Nullable InputStream file = LabDescription.class.getResourceAsStream(FILE)) {
            if (file == null) {
                throw new IllegalStateException("this build lacks " + FILE);
            }
            String text = new String(file.readAllBytes(), StandardCharsets.UTF_8);
            return OpenEnvironment.labSpec(EnvironmentSource.ofLab(Json.read(text, JsonNode.class)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(FILE + " cannot be read", unreadable);
        }
    }
}
