package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.injection.Rollback;
import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.fis.model.ActionsMode;
import software.amazon.awssdk.services.fis.model.ExperimentState;
import software.amazon.awssdk.services.fis.model.ExperimentStatus;
import software.amazon.awssdk.services.fis.model.ExperimentTemplate;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateSummary;

/**
 * Finds out what FIS would hit, by experiments whose actions are all skipped; needs no permission beyond those of the
 * faults themselves, and breaks nothing.
 */
final class TargetPreview {
    private static final Duration LONGEST_PREVIEW = Duration.ofSeconds(60);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(250);

    /** No preview takes so long; an older one is a leftover of a process that ended early. */
    private static final Duration ABANDONED_PREVIEW = Duration.ofMinutes(10);

    /** No run takes so long; FIS bounds an action to 12 h. */
    private static final Duration ABANDONED_RUN = Duration.ofHours(24);

    private final Fis fis;
    private final String experimentRole;
    private final String environment;
    private final Map<String, String> tags;

    /** Previews for an environment, whose name goes onto what is made. */
    TargetPreview(Fis fis, String experimentRole, String environment) {
        this.fis = fis;
        this.experimentRole = experimentRole;
        this.environment = environment;
        this.tags = Map.of(RunTags.PREVIEW, environment);
    }

    /** Reads something of an experiment that has ended. */
    @FunctionalInterface
    private interface ExperimentReader<T> {
        T of(String experiment, ExperimentState end) throws FaultException;
    }

    /**
     * The ARNs of what an aim would hit, sorted; never empty.
     *
     * @param zone where it stands; null when it spans zones
     */
    List<String> resolve(ExperimentTarget aim, @Nullable String zone) throws FaultException {
        ExperimentStep step = PreviewAction.step(aim, zone)
                .orElseThrow(() -> new FaultException("a role of type " + aim.type() + " is invalid; expected one of "
                        + PreviewAction.types() + ", which can be looked up through FIS"));
        return skipped(List.of(step), (experiment, end) -> {
            List<String> arns = fis.experiments().resolved(experiment);
            if (arns.isEmpty()) {
                throw new FaultException("missing " + aim + "; expected at least one; FIS reports: " + said(end)
                        + "; check tags and region, and that the experiment-role may describe it");
            }
            return arns;
        });
    }

    /**
     * The types of what steps would hit, by ARN; empty when that is nothing.
     *
     * @param zone whose loss they are, for messages
     */
    SortedMap<String, String> hit(String zone, List<ExperimentStep> steps) throws FaultException {
        return skipped(steps, (experiment, end) -> {
            if (end.status() != ExperimentStatus.COMPLETED) {
                throw new FaultException("the content of " + zone + " cannot be determined; FIS reports: " + said(end)
                        + "; check that the experiment-role is allowed what a zone-loss needs, and the quotas of FIS for"
                        + " targets by tags");
            }
            return fis.experiments().types(experiment);
        });
    }

    private static String said(ExperimentState end) {
        return end.statusAsString() + ", " + end.reason();
    }

    private <T> T skipped(List<ExperimentStep> steps, ExperimentReader<T> reading) throws FaultException {
        String session = UUID.randomUUID().toString();
        ExperimentTemplate template = fis.create(steps, experimentRole, RunTags.token(session, "template"), tags);
        T read;
        try {
            String experiment = fis.experiments()
                    .start(template.id(), ActionsMode.SKIP_ALL, RunTags.token(session, "preview"), tags);
            read = reading.of(
                    experiment,
                    fis.experiments()
                            .awaitEnd(experiment, LONGEST_PREVIEW, BETWEEN_POLLS)
                            .state());
        } catch (FaultException | RuntimeException broken) {
            Rollback.after(broken, () -> fis.delete(template.id()));
            throw broken;
        }
        fis.delete(template.id());
        deleteAbandoned(template.creationTime());
        return read;
    }

    /**
     * Deletes templates that ended processes have left in this environment; {@code now} is by the service's clock, not
     * by Crossfire's.
     */
    private void deleteAbandoned(Instant now) {
        try {
            for (ExperimentTemplateSummary old : fis.templates()) {
                if (isAbandoned(old, now)) {
                    fis.delete(old.id());
                }
            }
        } catch (FaultException notDeleted) {
            // Leftovers of other processes are no reason to refuse a plan; the next preview deletes them.
        }
    }

    private boolean isAbandoned(ExperimentTemplateSummary old, Instant now) {
        Instant made = old.creationTime();
        if (made == null) {
            return false;
        }
        return (environment.equals(old.tags().get(RunTags.PREVIEW)) && made.isBefore(now.minus(ABANDONED_PREVIEW)))
                || (environment.equals(old.tags().get(RunTags.ENVIRONMENT))
                        && old.tags().containsKey(RunTags.RUN)
                        && made.isBefore(now.minus(ABANDONED_RUN)));
    }
}
