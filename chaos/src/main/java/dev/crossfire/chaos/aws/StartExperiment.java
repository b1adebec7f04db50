package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.injection.StartCommand;
import dev.crossfire.chaos.injection.StartCommand.CommandResult;
import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.fis.model.ActionsMode;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentState;
import software.amazon.awssdk.services.fis.model.ExperimentSummary;

/** Starts a template's experiment; its token is that of the run, so that a start that was sent twice is done once. */
final class StartExperiment implements StartCommand {
    /** Begins the handle's keys whose values are templates. */
    static final String HANDLE = "fis-template";

    /** Longer than any action may run. */
    private static final Duration LONGEST = Duration.ofHours(13);

    /** While a run is measured, Crossfire must not keep its machine busy. */
    private static final Duration RELAXED = Duration.ofMillis(500);

    private final Fis fis;
    private final ExperimentKey key;
    private final String environment;
    private final String template;
    private volatile boolean mayRun;
    private volatile @Nullable String experiment;

    StartExperiment(Fis fis, ExperimentKey key, String environment, String template) {
        this.fis = fis;
        this.key = key;
        this.environment = environment;
        this.template = template;
    }

    @Override
    public Map<String, String> handle() {
        return Map.of(HANDLE + " " + String.join(" ", key.ids()), template);
    }

    @Override
    public void start() throws FaultException {
        mayRun = true;
        try {
            experiment = fis.start(template, ActionsMode.RUN_ALL, key.token("experiment"), key.tags(environment));
        } catch (FaultException refused) {
            mayRun = experiment != null || !Fis.wasRefused(refused);
            throw refused;
        }
    }

    @Override
    public CommandResult awaitEnd() throws FaultException {
        if (!mayRun) {
            return new CommandResult(false, null);
        }
        String started = experiment;
        if (started == null) {
            Optional<String> found = found();
            if (found.isEmpty() && !fis.hasTemplate(template)) {
                return new CommandResult(false, "FIS started nothing before its template was deleted");
            }
            started = found.orElseThrow(
                    () -> new FaultException("FIS has not reported whether it started the experiment of template "
                            + template + "; look for it in the AWS console"));
        }
        Experiment ended = fis.awaitEnd(started, LONGEST, RELAXED);
        ExperimentState state = ended.state();
        boolean completed = state.statusAsString().equals("completed");
        return new CommandResult(
                completed || mayHaveBegun(ended),
                completed ? null : "FIS says that its experiment is " + state.statusAsString() + ": " + state.reason());
    }

    /** The experiment whose start was requested and not answered. */
    private Optional<String> found() throws FaultException {
        return fis.experiments(key.tags(environment)).stream()
                .filter(one -> template.equals(one.experimentTemplateId()))
                .filter(one ->
                        !ActionsMode.SKIP_ALL.equals(one.experimentOptions().actionsMode()))
                .map(ExperimentSummary::id)
                .findFirst();
    }

    /** FIS gives every action that it began the time when it did so. */
    private static boolean mayHaveBegun(Experiment ended) {
        return ended.actions().isEmpty()
                || ended.actions().values().stream().anyMatch(action -> action.startTime() != null);
    }
}
