package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.Failover;
import dev.crossfire.chaos.Pair;
import dev.crossfire.chaos.TakingBack;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.fis.model.ActionsMode;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentState;
import software.amazon.awssdk.services.fis.model.ExperimentSummary;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateSummary;

/** A failover by an experiment of FIS; the same for the lab and for AWS. */
final class FisFailover implements Failover {
    private static final Duration REHEARSAL = Duration.ofSeconds(60);
    private static final Duration STOPPING = Duration.ofSeconds(60);
    private static final Duration FAILOVER = Duration.ofMinutes(15);
    private static final Duration BRISK = Duration.ofMillis(100);

    /** While a run is measured, nothing of ours should keep its machine busy. */
    private static final Duration RELAXED = Duration.ofSeconds(1);

    private static final String HANDLE = "fis-template ";

    private final Fis fis;
    private final String environment;
    private final String experimentRole;
    private final Target target;
    private final Action action;
    private final Pair pair;

    FisFailover(Fis fis, String environment, String experimentRole, Target target, Action action, Pair pair) {
        this.fis = fis;
        this.environment = environment;
        this.experimentRole = experimentRole;
        this.target = target;
        this.action = action;
        this.pair = pair;
    }

    @Override
    public Pair pair() {
        return pair;
    }

    @Override
    public Command prepare(String run, String fault) throws FaultException {
        Map<String, String> tags = Map.of(Tags.RUN, run, Tags.FAULT, fault, Tags.ENVIRONMENT, environment);
        String template = fis.create(
                        Aim.at(action, target.id()),
                        experimentRole,
                        Tags.token(run, fault, target.id(), "template"),
                        tags)
                .id();
        try {
            rehearse(run, fault, template);
        } catch (FaultException | RuntimeException refused) {
            TakingBack.after(refused, () -> fis.delete(template));
            throw refused;
        }
        return new Prepared(fis, target, run, fault, template);
    }

    /**
     * Starts the experiment with its actions skipped: FIS resolves the target and checks what it may do, and our side
     * has loaded, connected and signed once, so that the real start leaves within milliseconds.
     */
    private void rehearse(String run, String fault, String template) throws FaultException {
        String experiment = fis.start(
                template, ActionsMode.SKIP_ALL, Tags.token(run, fault, target.id(), "rehearsal"), Tags.of(run, fault));
        ExperimentState end = fis.awaitEnd(experiment, REHEARSAL, BRISK).state();
        if (end.statusAsString().equals("failed")) {
            throw new FaultException("FIS cannot make " + target.id() + " fail over: " + end.reason()
                    + "; check the permissions of " + experimentRole + " and the state of the database");
        }
        List<String> resolved = fis.resolved(experiment);
        if (!resolved.contains(target.id())) {
            throw new FaultException(
                    "FIS resolved the target " + target.id() + " to " + resolved + ", wanted itself; plan again");
        }
    }

    @Override
    public void undo(String run, String fault, Map<String, String> handle) throws FaultException {
        Map<String, String> tags = Tags.of(run, fault);
        List<ExperimentSummary> running = fis.experiments(tags).stream()
                .filter(experiment -> !Fis.hasEnded(experiment.state().statusAsString()))
                .toList();
        for (ExperimentSummary experiment : running) {
            fis.stop(experiment.id());
        }
        for (ExperimentSummary experiment : running) {
            fis.awaitEnd(experiment.id(), STOPPING, BRISK);
        }
        for (ExperimentTemplateSummary template : fis.templates()) {
            if (Tags.match(template.tags(), tags)) {
                fis.delete(template.id());
            }
        }
        // A listing may lag behind what was made a moment ago; the handle does not.
        String own = handle.get(HANDLE + target.id());
        if (own != null) {
            fis.delete(own);
        }
    }

    /** The experiment's token is that of the run, so that a start that was sent twice is done once. */
    private static final class Prepared implements Command {
        private final Fis fis;
        private final Target target;
        private final String run;
        private final String fault;
        private final String template;
        private volatile boolean mayRun;
        private volatile @Nullable String experiment;

        Prepared(Fis fis, Target target, String run, String fault, String template) {
            this.fis = fis;
            this.target = target;
            this.run = run;
            this.fault = fault;
            this.template = template;
        }

        @Override
        public Map<String, String> handle() {
            return Map.of(HANDLE + target.id(), template);
        }

        @Override
        public void start() throws FaultException {
            String token = Tags.token(run, fault, target.id(), "experiment");
            mayRun = true;
            try {
                experiment = fis.start(template, ActionsMode.RUN_ALL, token, Tags.of(run, fault));
            } catch (FaultException refused) {
                mayRun = experiment != null || !Fis.wasRefused(refused);
                throw refused;
            }
        }

        @Override
        public End awaitEnd() throws FaultException {
            if (!mayRun) {
                return new End(false, null);
            }
            String started = experiment;
            if (started == null) {
                throw new FaultException("FIS has not said whether it started the experiment of template " + template
                        + "; look for it in the AWS console");
            }
            Experiment ended = fis.awaitEnd(started, FAILOVER, RELAXED);
            ExperimentState state = ended.state();
            boolean completed = state.statusAsString().equals("completed");
            return new End(
                    completed || mayHaveBegun(ended),
                    completed
                            ? null
                            : "FIS says that its experiment is " + state.statusAsString() + ": " + state.reason());
        }

        /** FIS gives every action that it began the time when it did so. */
        private static boolean mayHaveBegun(Experiment ended) {
            return ended.actions().isEmpty()
                    || ended.actions().values().stream().anyMatch(action -> action.startTime() != null);
        }
    }
}
