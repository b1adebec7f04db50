package dev.crossfire.input;

import dev.crossfire.error.BadInputException;
import dev.crossfire.model.environment.Limits.LimitSource;
import dev.crossfire.scenarios.PolicyReader;
import dev.crossfire.scenarios.PolicyReader.PolicyReading;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the policy that the machine's owner has set; a policy that cannot be read allows nothing. */
public final class PolicyFile {
    /** Names the file, in the process environment. */
    public static final String VARIABLE = "CROSSFIRE_POLICY";

    private PolicyFile() {}

    /**
     * The policy's limits for an environment.
     *
     * @param named the value of {@link #VARIABLE}; null or blank when there is no policy
     */
    public static PolicyReading read(@Nullable String named, String environment, Kinds kinds) throws BadInputException {
        if (named == null || named.isBlank()) {
            return new PolicyReading(List.<LimitSource>of(), List.of());
        }
        Path file = Path.of(named);
        if (!Files.isRegularFile(file)) {
            throw new BadInputException(List.of(VARIABLE + ": missing file " + named + "; expected a policy file;"
                    + " without it no limits are known"));
        }
        try {
            return new PolicyReader(kinds).read(SourceFile.of(file), environment);
        } catch (IOException unreadable) {
            throw new BadInputException(List.of(VARIABLE + ": " + file + " cannot be read: " + unreadable));
        }
    }
}
