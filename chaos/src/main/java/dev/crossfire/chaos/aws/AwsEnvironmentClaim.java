package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.injection.Rollback;
import dev.crossfire.spi.Environment.EnvironmentClaim;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import software.amazon.awssdk.services.fis.model.ExperimentTemplate;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateSummary;

/**
 * A claim on an AWS environment: a template that is never started. The run that made the oldest template that
 * has not expired has claimed the environment.
 *
 * <p>Each run makes its own before it lists them, so that of two at the same time at least one sees the other. All
 * times are the service's: every template has its time of creation, and this one was made now.
 */
final class AwsEnvironmentClaim implements EnvironmentClaim {
    /** Has no effect, should a user start it. */
    private static final ExperimentStep NOTHING =
            new ExperimentStep("claim", "aws:fis:wait", null, null, Map.of("duration", "PT1M"), List.of());

    private static final Comparator<ExperimentTemplateSummary> OLDEST_FIRST =
            Comparator.comparing(ExperimentTemplateSummary::creationTime).thenComparing(ExperimentTemplateSummary::id);

    private final Fis fis;
    private final ExperimentTemplate template;
    private final Duration forAtMost;
    private final RunClock clock;
    private final Duration made;

    private AwsEnvironmentClaim(Fis fis, ExperimentTemplate template, Duration forAtMost, RunClock clock) {
        this.fis = fis;
        this.template = template;
        this.forAtMost = forAtMost;
        this.clock = clock;
        this.made = clock.elapsed();
    }

    static AwsEnvironmentClaim take(
            Fis fis, String environment, String experimentRole, String run, Duration forAtMost, RunClock clock)
            throws FaultException {
        Map<String, String> tags =
                Map.of(RunTags.RUN, run, RunTags.ENVIRONMENT, environment, RunTags.CLAIM, forAtMost.toString());
        String session = UUID.randomUUID().toString();
        ExperimentTemplate mine =
                fis.create(List.of(NOTHING), experimentRole, RunTags.token(session, run, "claim"), tags);
        try {
            Optional<ExperimentTemplateSummary> other = earlier(fis, environment, run, mine);
            if (other.isPresent()) {
                throw refused(environment, other.get());
            }
            return new AwsEnvironmentClaim(fis, mine, forAtMost, clock);
        } catch (FaultException | RuntimeException not) {
            Rollback.after(not, () -> fis.delete(mine.id()));
            throw not;
        }
    }

    private static Optional<ExperimentTemplateSummary> earlier(
            Fis fis, String environment, String run, ExperimentTemplate mine) throws FaultException {
        Instant now = mine.creationTime();
        return fis.templates(Map.of(RunTags.ENVIRONMENT, environment)).stream()
                .filter(one -> one.tags().containsKey(RunTags.CLAIM)
                        && !run.equals(one.tags().get(RunTags.RUN)))
                .filter(one -> expiry(one).isAfter(now))
                .filter(one -> one.creationTime().isBefore(now)
                        || (one.creationTime().equals(now) && one.id().compareTo(mine.id()) < 0))
                .min(OLDEST_FIRST);
    }

    private static FaultException refused(String environment, ExperimentTemplateSummary other) {
        return new FaultException("run " + other.tags().get(RunTags.RUN) + " has claimed it until " + expiry(other)
                + "; wait for its end, or if that run has ended, clear it with: crossfire recover --env "
                + environment);
    }

    private static Instant expiry(ExperimentTemplateSummary claim) {
        try {
            return claim.creationTime().plus(Duration.parse(claim.tags().get(RunTags.CLAIM)));
        } catch (DateTimeParseException foreign) {
            // A user has changed the tag; it claims nothing then.
            return claim.creationTime();
        }
    }

    @Override
    public void renew() throws FaultException {
        if (!fis.hasTemplate(template.id())) {
            throw new FaultException("the claim on the environment is lost: its template " + template.id()
                    + " was deleted; it may have been cleared with crossfire recover");
        }
        Duration since = clock.elapsed().minus(made);
        fis.tag(template.arn(), Map.of(RunTags.CLAIM, since.plus(forAtMost).toString()));
    }

    @Override
    public void release() throws FaultException {
        fis.delete(template.id());
    }
}
