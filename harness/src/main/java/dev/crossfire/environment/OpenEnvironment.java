package dev.crossfire.environment;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.chaos.lab.LabDescriptor;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.model.Problem;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ObservabilityConfig;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.process.Installation;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.scenarios.EnvironmentReader;
import dev.crossfire.scenarios.EnvironmentReader.EnvironmentReading;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.SystemTime;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An environment that is connected, and the lab behind it when this run started it.
 *
 * @param source from which another process can connect to it, too
 * @param lab null unless this run started it
 */
public record OpenEnvironment(
        EnvironmentSpec spec,
        Environment environment,
        EnvironmentSource source,
        @Nullable LabProcess lab) implements AutoCloseable {
    /** The environment that needs no file. */
    public static final String LAB = "lab";

    /**
     * Starts a lab of this run's own and connects to it.
     *
     * @param log where the lab's standard error goes
     * @throws RunErrorException when the lab does not get ready
     */
    public static OpenEnvironment lab(Installation installation, Kinds kinds, Path log, ProgressListener progress)
            throws RunErrorException, InterruptedException {
        progress.phase("starting the lab");
        LabProcess lab = LabProcess.start(installation, List.of(), log, progress);
        boolean opened = false;
        try {
            EnvironmentSource source = EnvironmentSource.ofOwnLab(lab.ready());
            EnvironmentSpec spec = labSpec(source);
            OpenEnvironment open = new OpenEnvironment(spec, connect(spec, kinds, false), source, lab);
            opened = true;
            return open;
        } finally {
            if (!opened) {
                lab.close();
            }
        }
    }

    /**
     * Connects to an environment that is there already.
     *
     * @param source what {@code spec} was read from
     * @throws RunErrorException when it cannot be reached
     */
    public static OpenEnvironment remote(EnvironmentSpec spec, EnvironmentSource source, Kinds kinds)
            throws RunErrorException {
        return new OpenEnvironment(spec, connect(spec, kinds, false), source, null);
    }

    /**
     * Connects to the environment that another process is or was connected to, to heal there: what cannot be found in it
     * any more is no hindrance, and may be missing in its inventory.
     *
     * @throws RunErrorException when it cannot be reached
     */
    public static OpenEnvironment of(EnvironmentSource source, Kinds kinds) throws RunErrorException {
        EnvironmentSpec spec = spec(source, kinds);
        return new OpenEnvironment(spec, connect(spec, kinds, true), source, null);
    }

    private static EnvironmentSpec spec(EnvironmentSource source, Kinds kinds) throws RunErrorException {
        if (source.lab() != null) {
            return labSpec(source);
        }
        EnvironmentReading reading = new EnvironmentReader(
                        kinds, name -> Optional.ofNullable(source.secrets().get(name)))
                .read(SourceFile.of(source.reference(), source.text()));
        return reading.environment()
                .orElseThrow(() -> new RunErrorException(
                        reading.problems().stream().map(Problem::toString).collect(Collectors.joining("\n"))));
    }

    /**
     * What a lab that runs already is as an environment.
     *
     * @throws RunErrorException when its ready line is not as it should be
     */
    public static EnvironmentSpec labSpec(EnvironmentSource source) throws RunErrorException {
        try {
            LabDescriptor settings = LabDescriptor.read(source.text());
            ObservabilityConfig observability = LabObservability.of(source.text());
            return new EnvironmentSpec(
                    LAB,
                    settings.baseUrl(),
                    false,
                    Limits.NONE,
                    Map.of(LAB, new ProviderSettings<>(settings)),
                    observability);
        } catch (IOException foreign) {
            throw new RunErrorException(
                    "the lab's ready line has an unknown format: " + foreign.getMessage()
                            + "\n  Build all of Crossfire again: mvn package",
                    foreign);
        }
    }

    private static Environment connect(EnvironmentSpec spec, Kinds kinds, boolean toHeal) throws RunErrorException {
        try {
            return CombinedEnvironment.open(spec, kinds, toHeal, new SystemTime());
        } catch (EnvironmentException unreachable) {
            throw new RunErrorException("environment " + spec.name() + ": " + unreachable.getMessage(), unreachable);
        }
    }

    /** Whether it has ended with everything in it: only a lab can. */
    public boolean isGone() {
        return lab != null ? !lab.isAlive() : source.hasEnded();
    }

    /** Calls back when a lab of this run dies early, with its last words; at once if it is dead already. */
    public void whenEnded(Consumer<String> callback) {
        if (lab != null) {
            lab.whenEnded(callback);
        }
    }

    @Override
    public void close() {
        environment.close();
        if (lab != null) {
            lab.close();
        }
    }

    /** Where a lab's external checks are, as its ready line lists them. */
    static final class LabObservability {
        private static final ObjectMapper JSON = new ObjectMapper();

        private LabObservability() {}

        /** Empty for a lab that lists none. */
        static ObservabilityConfig of(String readyLine) throws IOException {
            JsonNode watch = JSON.readTree(readyLine).path("watch");
            if (!watch.path("balancer").isTextual() || !watch.path("alarms").isTextual()) {
                return ObservabilityConfig.NONE;
            }
            URI balancer = URI.create(watch.path("balancer").asText());
            Secret token = new Secret(watch.path("token").asText());
            URI alarms = URI.create(watch.path("alarms").asText() + "/subscriptions");
            return new ObservabilityConfig(
                    null,
                    new ObservabilityConfig.Alarms(null, null, null, token, alarms),
                    new ObservabilityConfig.Metrics(balancer, null, null, null, null, null));
        }
    }
}
