package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.disruption.Disruption;
import dev.crossfire.chaos.disruption.Disruption.InjectionStep;
import dev.crossfire.chaos.faults.FisFault;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.chaos.injection.Rollback;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultEstimate;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.fis.model.ActionsMode;
import software.amazon.awssdk.services.fis.model.ExperimentState;
import software.amazon.awssdk.services.fis.model.ExperimentStatus;
import software.amazon.awssdk.services.fis.model.ExperimentTemplate;

/** A disruption by an experiment of FIS; the same for the lab and for AWS. */
final class FisDisruption implements Disruption {
    private static final Duration LONGEST_REHEARSAL = Duration.ofSeconds(60);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(100);

    private final Fis fis;
    private final ActionTable actions;
    private final Inventory inventory;
    private final String experimentRole;
    private final Duration listLag;
    private final RunClock clock;
    private final ExperimentCleanup cleanup;

    FisDisruption(
            Fis fis,
            ActionTable actions,
            Inventory inventory,
            String experimentRole,
            Duration listLag,
            RunClock clock) {
        this.fis = fis;
        this.actions = actions;
        this.inventory = inventory;
        this.experimentRole = experimentRole;
        this.listLag = listLag;
        this.clock = clock;
        this.cleanup = new ExperimentCleanup(fis, inventory.environment(), listLag);
    }

    @Override
    public PreparedInjection prepare(String run, String fault, List<InjectionStep> steps) throws FaultException {
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

    private PreparedInjection made(ExperimentKey key, List<ExperimentStep> steps) throws FaultException {
        String template = fis.create(steps, experimentRole, key.token("template"), key.tags(inventory.environment()))
                .id();
        return checked(
                key, template, () -> hitsAll(key, steps, fis.experiments().resolved(rehearse(key, template))));
    }

    private PreparedInjection copied(ExperimentKey key, String original, @Nullable Duration duration)
            throws FaultException {
        ExperimentTemplate copy = fis.copy(original, key.token("template"), key.tags(inventory.environment()));
        return checked(key, copy.id(), () -> {
            endsInTime(original, TemplateCopy.length(copy), duration);
            hitsNothingElse(
                    key,
                    original,
                    fis.experiments().types(rehearse(key, copy.id())).keySet());
        });
    }

    private PreparedInjection checked(ExperimentKey key, String template, TemplateCheck check) throws FaultException {
        try {
            check.run();
        } catch (FaultException | RuntimeException refused) {
            Rollback.after(refused, () -> fis.delete(template));
            throw refused;
        }
        return new StartExperiment(fis, key, inventory.environment(), template, listLag, clock);
    }

    /** What must hold before a template is used. */
    @FunctionalInterface
    private interface TemplateCheck {
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
        String experiment = fis.experiments()
                .start(template, ActionsMode.SKIP_ALL, key.token("rehearsal"), key.tags(inventory.environment()));
        ExperimentState end = fis.experiments()
                .awaitEnd(experiment, LONGEST_REHEARSAL, BETWEEN_POLLS)
                .state();
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
        Optional<FaultEstimate.Objection> tooLong = TemplateCopy.tooLong(original, length, duration);
        if (tooLong.isPresent()) {
            throw new FaultException(tooLong.get().found() + " is invalid; expected "
                    + tooLong.get().expected() + "; " + tooLong.get().hint());
        }
    }

    @Override
    public void undo(String run, String fault, Map<String, String> handle) throws FaultException {
        cleanup.undo(run, fault, handle);
    }

    @Override
    public ClearedStatus left(String run, String fault, Map<String, String> handle) throws FaultException {
        return cleanup.left(run, fault, handle);
    }

    /** Whether an experiment of a fault was started for real after a moment. */
    boolean startedSince(String run, String fault, Map<String, String> handle, Instant moment) throws FaultException {
        return cleanup.startedSince(run, fault, handle, moment);
    }
}
