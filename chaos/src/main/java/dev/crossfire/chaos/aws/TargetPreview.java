package dev.crossfire.chaos.aws;

import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import software.amazon.awssdk.services.fis.model.ActionsMode;
import software.amazon.awssdk.services.fis.model.ExperimentState;
import software.amazon.awssdk.services.fis.model.ExperimentTemplate;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateSummary;

/**
 * Finds out what FIS would hit, by experiments whose actions are all skipped; wants no permission beyond those of the
 * faults themselves, and breaks nothing.
 */
final class TargetPreview {
    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration POLL = Duration.ofMillis(250);

    /** No preview lives so long; what is older was left by a process that died. */
    private static final Duration ABANDONED_PREVIEW = Duration.ofMinutes(10);

    /** No run lives so long; FIS bounds an action to 12 h. */
    private static final Duration ABANDONED_RUN = Duration.ofHours(24);

    private final Fis fis;
    private final String experimentRole;
    private final Map<String, String> tags;

    /** Previews for an environment, whose name goes onto what is made. */
    TargetPreview(Fis fis, String experimentRole, String environment) {
        this.fis = fis;
        this.experimentRole = experimentRole;
        this.tags = Map.of(Tags.PREVIEW, environment);
    }

    /** The ARNs of what an aim would hit, sorted; never empty. */
    List<String> resolve(Aim aim) throws FaultException {
        String session = UUID.randomUUID().toString();
        ExperimentTemplate template = fis.create(aim, experimentRole, Tags.token(session, "template"), tags);
        try {
            String experiment = fis.start(template.id(), ActionsMode.SKIP_ALL, Tags.token(session, "preview"), tags);
            ExperimentState end = fis.awaitEnd(experiment, LIMIT, POLL);
            List<String> arns = fis.resolved(experiment);
            if (arns.isEmpty()) {
                throw new FaultException("found no " + aim + ", wanted at least one; FIS says: "
                        + end.statusAsString() + ", " + end.reason()
                        + "; check tags and region, and that the experiment-role may describe it");
            }
            return arns;
        } finally {
            fis.delete(template.id());
            sweep(template.creationTime());
        }
    }

    /** Deletes templates of ours that dead processes have left; {@code now} is by the service's clock, not by ours. */
    private void sweep(Instant now) throws FaultException {
        for (ExperimentTemplateSummary old : fis.templates()) {
            Instant made = old.creationTime();
            boolean preview = old.tags().containsKey(Tags.PREVIEW) && made.isBefore(now.minus(ABANDONED_PREVIEW));
            boolean run = old.tags().containsKey(Tags.RUN) && made.isBefore(now.minus(ABANDONED_RUN));
            if (preview || run) {
                fis.delete(old.id());
            }
        }
    }
}
