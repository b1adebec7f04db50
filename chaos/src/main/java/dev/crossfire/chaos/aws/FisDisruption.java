package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.disruption.Disruption;
import dev.crossfire.chaos.disruption.InjectionStep;
import dev.crossfire.chaos.faults.FisFault;
import dev.crossfire.chaos.injection.Rollback;
import dev.crossfire.chaos.injection.StartCommand;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.spi.ClearedStatus;
import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.fis.model.ActionsMode;
import software.amazon.awssdk.services.fis.model.ExperimentState;
import software.amazon.awssdk.services.fis.model.ExperimentStatus;
import software.amazon.awssdk.services.fis.model.ExperimentSummary;
import software.amazon.awssdk.services.fis.model.ExperimentTemplate;

/** A disruption by an experiment of FIS; the same for the lab and for AWS. */
final class FisDisruption implements Disruption {
    private static final Duration REHEARSAL = Duration.ofSeconds(60);
    private static final Duration STOPPING = Duration.ofSeconds(60);
    private static final Duration BRISK = Duration.ofMillis(100);

    private final Fis fis;
    private final ActionTable actions;
    private final Inventory inventory;
    private final String experimentRole;

    FisDisruption(Fis fis, ActionTable actions, Inventory inventory, String experimentRole) {
        this.fis = fis;
        this.actions = actions;
        this.inventory = inventory;
        this.experimentRole = experimentRole;
    }

    @Override
    public StartCommand prepare(String run, String fault, List<InjectionStep> steps) throws FaultException {
        List<String> ids = steps.stream()
                .flatMap(step -> step.targets().stream())
                .map(Target::id)
                .distinct()
                .toList();
        ExperimentKey key = new ExperimentKey(run, fault, ids);
        Optional<String> original = steps.stream()
                .flatMap(step -> step.spec().settings() instanceof FisFault.Settings given
                        ? Stream.ofNullable(given.template())
                        : Stream.empty())
                .findFirst();
        return original.isPresent()
                ? copied(key, original.get(), steps.get(0).duration())
                : made(key, actions.steps(steps, inventory));
    }

    private StartCommand made(ExperimentKey key, List<ExperimentStep> steps) throws FaultException {
        String template = fis.create(steps, experimentRole, key.token("template"), key.tags(inventory.environment()))
                .id();
        return checked(key, template, () -> hitsAll(key, steps, fis.resolved(rehearse(key, template))));
    }

    private StartCommand copied(ExperimentKey key, String original, @Nullable Duration duration) throws FaultException {
        ExperimentTemplate copy = fis.copy(original, key.token("template"), key.tags(inventory.environment()));
        return checked(key, copy.id(), () -> {
            endsInTime(original, TemplateCopy.length(copy), duration);
            hitsNothingElse(key, original, fis.types(rehearse(key, copy.id())).keySet());
        });
    }

    private StartCommand checked(ExperimentKey key, String template, Check check) throws FaultException {
        try {
            check.run();
        } catch (FaultException | RuntimeException refused) {
            Rollback.after(refused, () -> fis.delete(template));
            throw refused;
        }
        return new StartExperiment(fis, key, inventory.environment(), template);
    }

    /** What must hold before a template is used. */
    @FunctionalInterface
    private interface Check {
        void run() throws FaultException;
    }

    /**
     * Starts the experiment with its actions skipped: FIS resolves the targets and checks its permissions, and this
     * side has loaded, connected and signed once, so that the real start leaves within milliseconds.
     *
     * @return the experiment, which knows what it would hit
     * @throws FaultException also when the rehearsal was stopped or cancelled, because then it is unknown what it would
     *     hit
     */
    private String rehearse(ExperimentKey key, String template) throws FaultException {
        String experiment =
                fis.start(template, ActionsMode.SKIP_ALL, key.token("rehearsal"), key.tags(inventory.environment()));
        ExperimentState end = fis.awaitEnd(experiment, REHEARSAL, BRISK).state();
        if (end.status() != ExperimentStatus.COMPLETED) {
            throw new FaultException("FIS cannot do " + key.fault() + " to " + String.join(", ", key.ids())
                    + ": it is " + end.statusAsString() + ", " + end.reason() + "; check the permissions of "
                    + experimentRole + ", the state of the targets, the safety lever and the stop conditions");
        }
        return experiment;
    }

    private static void hitsAll(ExperimentKey key, List<ExperimentStep> steps, List<String> resolved)
            throws FaultException {
        List<String> missing = steps.stream()
                .flatMap(step -> Stream.ofNullable(step.aim()))
                .flatMap(aim -> aim.arns().stream())
                .filter(arn -> !resolved.contains(arn))
                .toList();
        if (!missing.isEmpty()) {
            throw new FaultException("FIS resolved the targets of " + key.fault() + " to " + resolved + "; expected "
                    + String.join(", ", missing) + " too; plan again");
        }
    }

    /** Resources that are not in the plan were not checked against the limits. */
    private static void hitsNothingElse(ExperimentKey key, String original, Set<String> resolved)
            throws FaultException {
        List<String> surplus =
                resolved.stream().filter(arn -> !key.ids().contains(arn)).toList();
        if (!surplus.isEmpty()) {
            throw new FaultException("the template " + original + " hits " + String.join(", ", surplus)
                    + "; expected only targets of " + key.fault() + " ("
                    + String.join(", ", key.ids()) + "); add them to the role, or narrow the template");
        }
    }

    private static void endsInTime(String original, Duration length, @Nullable Duration duration)
            throws FaultException {
        Duration most = duration == null ? Duration.ZERO : duration;
        if (length.compareTo(most) > 0) {
            throw new FaultException("the template " + original + " has actions of "
                    + DurationText.format(length) + "; expected "
                    + (duration == null
                            ? "none with a duration, because of 'once'"
                            : "at most the fault's own " + DurationText.format(most))
                    + "; change the template, or the fault's duration");
        }
    }

    @Override
    public void undo(String run, String fault, Map<String, String> handle) throws FaultException {
        // First the templates: once they are deleted, nothing more can be started, by any process.
        for (String template : templates(run, fault, handle)) {
            fis.delete(template);
        }
        List<ExperimentSummary> running = running(run, fault);
        for (ExperimentSummary experiment : running) {
            fis.stop(experiment.id());
        }
        for (ExperimentSummary experiment : running) {
            fis.awaitEnd(experiment.id(), STOPPING, BRISK);
        }
    }

    @Override
    public ClearedStatus left(String run, String fault, Map<String, String> handle) throws FaultException {
        List<String> left = new ArrayList<>();
        running(run, fault).forEach(experiment -> left.add("experiment " + experiment.id()));
        fis.templates(RunTags.of(run, fault)).forEach(template -> left.add("template " + template.id()));
        return left.isEmpty()
                ? new ClearedStatus(true, "FIS has nothing of it")
                : new ClearedStatus(false, "FIS has " + String.join(", ", left));
    }

    /** Whether an experiment of a fault was started for real after a moment. */
    boolean startedSince(String run, String fault, Instant moment) throws FaultException {
        return fis.experiments(RunTags.of(run, fault)).stream()
                .filter(Fis::isReal)
                .anyMatch(experiment -> experiment.creationTime().isAfter(moment));
    }

    private List<ExperimentSummary> running(String run, String fault) throws FaultException {
        return fis.experiments(RunTags.of(run, fault)).stream()
                .filter(experiment -> !Fis.hasEnded(experiment.state().statusAsString()))
                .toList();
    }

    private Set<String> templates(String run, String fault, Map<String, String> handle) throws FaultException {
        Set<String> templates = new LinkedHashSet<>();
        fis.templates(RunTags.of(run, fault)).forEach(template -> templates.add(template.id()));
        // A listing may lag behind what was made a moment ago; the handle does not.
        handle.forEach((key, value) -> {
            if (key.startsWith(StartExperiment.HANDLE)) {
                templates.add(value);
            }
        });
        return templates;
    }
}
