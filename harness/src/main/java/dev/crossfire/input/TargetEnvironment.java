package dev.crossfire.input;

import dev.crossfire.environment.EnvironmentSource;
import dev.crossfire.environment.LabDescription;
import dev.crossfire.environment.NamedEnvironment;
import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.error.BadInputException;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.model.Problem;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits.LimitSource;
import dev.crossfire.process.Installation;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.scenarios.PolicyReader.PolicyReading;
import dev.crossfire.spi.Kinds;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Where a scenario is to run, and the policy of the machine's owner for that place.
 *
 * @param named null for a lab of the run's own
 * @param spec null for a lab of the run's own, and when the file has problems
 */
public record TargetEnvironment(
        @Nullable NamedEnvironment named, @Nullable EnvironmentSpec spec, PolicyReading policy) {
    /**
     * Adds the policy to an environment that has been read.
     *
     * @param named empty for a lab of the run's own
     * @param name the environment's, by which the policy knows it
     * @throws BadInputException when the policy cannot be read
     */
    static TargetEnvironment of(Optional<NamedEnvironment> named, String name, Kinds kinds) throws BadInputException {
        return new TargetEnvironment(
                named.orElse(null),
                named.flatMap(NamedEnvironment::spec).orElse(null),
                PolicyFile.read(System.getenv(PolicyFile.VARIABLE), name, kinds));
    }

    /** What is wrong in the environment's file and in the policy. */
    List<Problem> problems() {
        List<Problem> problems = new ArrayList<>();
        if (named != null) {
            problems.addAll(named.problems());
        }
        problems.addAll(policy.problems());
        return problems;
    }

    /** The variables of the process environment that the environment's file reads. */
    public Set<String> variables() {
        return named == null ? Set.of() : named.source().secrets().keySet();
    }

    /**
     * The environment as far as it is known before it is opened.
     *
     * @throws RunErrorException when this build cannot describe the lab
     */
    public EnvironmentSpec known() throws RunErrorException {
        return spec == null ? LabDescription.spec() : spec;
    }

    /** A problem at its place in the environment's file. */
    Problem traced(Problem problem) {
        return named == null ? problem : named.reading().traced(problem);
    }

    /** Connects to the environment; starts a lab when none is named. */
    public OpenEnvironment open(Kinds kinds, Path labLog, ProgressListener progress)
            throws RunErrorException, InterruptedException {
        @Nullable EnvironmentSource source = named == null ? null : named.source();
        return spec == null || source == null
                ? OpenEnvironment.lab(Installation.current(), kinds, labLog, progress)
                : OpenEnvironment.remote(spec, source, kinds);
    }

    /** All limits on what may be broken there. */
    public List<LimitSource> limits(OpenEnvironment open) {
        List<LimitSource> limits = new ArrayList<>();
        limits.add(LimitSource.of(open.spec()));
        limits.addAll(policy.limits());
        return limits;
    }

    /**
     * Makes sure that a protected environment is meant, before any request is sent to it; a load alone can damage it,
     * too.
     *
     * @param confirmed what the user gave for {@code --confirm}; null when nothing
     */
    public void confirm(@Nullable String confirmed) throws BadInputException {
        if (spec != null && spec.isProtected() && !spec.name().equals(confirmed)) {
            throw new BadInputException(List.of("environment " + spec.name() + " is protected: "
                    + (confirmed == null ? "missing --confirm" : "--confirm " + confirmed) + "; expected --confirm "
                    + spec.name()));
        }
    }
}
