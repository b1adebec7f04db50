package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.chaos.injection.PreparedInjection.InjectionResult;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.FaultException.UnansweredException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.fis.model.ActionsMode;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentState;

/** Starts a template's experiment; its token is that of the run, so that a start that was sent twice is done once. */
final class StartExperiment implements PreparedInjection {
    /** Longer than any action may run. */
    private static final Duration LONGEST_EXPERIMENT = Duration.ofHours(13);

    /** While a run is measured, Crossfire must not keep its machine busy. */
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(500);

    private final Fis fis;
    private final ExperimentKey key;
    private final String environment;
    private final String template;
    private final Duration listLag;
    private final RunClock clock;
    private volatile Duration requested = Duration.ZERO;
    private volatile boolean mayRun;
    private volatile @Nullable String experiment;

    StartExperiment(Fis fis, ExperimentKey key, String environment, String template, Duration listLag, RunClock clock) {
        this.fis = fis;
        this.key = key;
        this.environment = environment;
        this.template = template;
        this.listLag = listLag;
        this.clock = clock;
    }

    @Override
    public Map<String, String> handle() {
        return ExperimentHandle.prepared(key, template);
    }

    @Override
    public Map<String, String> started() {
        String known = mayRun ? experiment : ExperimentHandle.NONE;
        return known == null ? Map.of() : ExperimentHandle.started(key, known);
    }

    @Override
    public void start() throws FaultException {
        mayRun = true;
        try {
            experiment = fis.experiments()
                    .start(template, ActionsMode.RUN_ALL, key.token("experiment"), key.tags(environment));
        } catch (FaultException refused) {
            requested = clock.elapsed();
            mayRun = experiment != null || !FisExperiments.wasRefused(refused);
            if (!mayRun) {
                throw new NotInjectedException(String.valueOf(refused.getMessage()), refused);
            }
            throw new UnansweredException(String.valueOf(refused.getMessage()), refused);
        }
    }

    @Override
    public InjectionResult awaitEnd() throws FaultException {
        if (!mayRun) {
            return new InjectionResult(false, null);
        }
        String started = experiment;
        if (started == null) {
            boolean listed = clock.elapsed().minus(requested).compareTo(listLag) >= 0;
            Optional<String> found =
                    new UnansweredStart(fis, template, key.token("experiment"), key.tags(environment)).find();
            if (found.isEmpty() && listed && !fis.hasTemplate(template)) {
                mayRun = false;
                return new InjectionResult(false, "FIS started nothing before its template was deleted");
            }
            experiment = found.orElse(null);
            started = found.orElseThrow(
                    () -> new FaultException("FIS has not reported whether it started the experiment of template "
                            + template + "; look for it in the AWS console"));
        }
        Experiment ended = fis.experiments().awaitEnd(started, LONGEST_EXPERIMENT, BETWEEN_POLLS);
        ExperimentState state = ended.state();
        boolean completed = state.statusAsString().equals("completed");
        return new InjectionResult(
                completed || mayHaveBegun(ended),
                completed ? null : "FIS says that its experiment is " + state.statusAsString() + ": " + state.reason());
    }

    /** FIS gives every action that it began the time when it did so. */
    private static boolean mayHaveBegun(Experiment ended) {
        return ended.actions().isEmpty()
                || ended.actions().values().stream().anyMatch(action -> action.startTime() != null);
    }
}
