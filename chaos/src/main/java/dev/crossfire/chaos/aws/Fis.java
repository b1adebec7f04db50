package dev.crossfire.chaos.aws;

import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.FaultException;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.ActionsMode;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateStopConditionInput;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentState;
import software.amazon.awssdk.services.fis.model.ExperimentSummary;
import software.amazon.awssdk.services.fis.model.ExperimentTemplate;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateSummary;
import software.amazon.awssdk.services.fis.model.ResolvedTarget;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/**
 * The Fault Injection Service as far as Crossfire uses it, with bounded waits and with errors that contain the next
 * step.
 */
public final class Fis implements AutoCloseable {
    private static final Set<String> ENDED = Set.of("completed", "stopped", "failed", "cancelled");
    private static final int PAGE = 100;
    private static final int MOST_LISTED = 10_000;
    private static final Duration BETWEEN_QUESTIONS = Duration.ofSeconds(1);

    private final FisClient client;
    private final SdkAutoCloseable credentials;

    Fis(FisClient client, SdkAutoCloseable credentials) {
        this.client = client;
        this.credentials = credentials;
    }

    /**
     * The service at an endpoint on this machine; nothing is sent until it is used.
     *
     * @param accessKeyId of the credentials that the endpoint accepts
     */
    public static Fis local(URI endpoint, String region, String accessKeyId, Secret secretAccessKey) {
        AwsCredentialsProvider credentials = AwsCredentials.known(accessKeyId, secretAccessKey);
        return new Fis(FisClients.local(FisClient.builder(), endpoint, region, credentials), () -> {});
    }

    /**
     * The service of AWS.
     *
     * @param role assumed with the default credentials before any request; null to use these as they are
     */
    public static Fis aws(String region, @Nullable String role) {
        AwsCredentials credentials = AwsCredentials.of(region, role);
        return new Fis(FisClients.aws(FisClient.builder(), region, credentials.provider()), credentials);
    }

    /** Makes a template without a stop condition, and returns what FIS made of it. */
    ExperimentTemplate create(List<ExperimentStep> steps, String roleArn, String token, Map<String, String> tags)
            throws FaultException {
        CreateExperimentTemplateRequest request = CreateExperimentTemplateRequest.builder()
                .clientToken(token)
                .description("Crossfire " + tags)
                .roleArn(roleArn)
                .tags(tags)
                .stopConditions(CreateExperimentTemplateStopConditionInput.builder()
                        .source("none")
                        .build())
                .experimentOptions(options -> options.emptyTargetResolutionMode(FisRequests.whenEmpty(steps)))
                .targets(FisRequests.targets(steps))
                .actions(FisRequests.actions(steps))
                .build();
        return call("CreateExperimentTemplate", () -> client.createExperimentTemplate(request)
                .experimentTemplate());
    }

    /** A template as it is now. */
    ExperimentTemplate template(String template) throws FaultException {
        return call("GetExperimentTemplate", () -> client.getExperimentTemplate(request -> request.id(template))
                .experimentTemplate());
    }

    /** Makes a copy of a template under other tags, and returns what FIS made of it. */
    ExperimentTemplate copy(String template, String token, Map<String, String> tags) throws FaultException {
        CreateExperimentTemplateRequest request = TemplateCopy.of(template(template), token, tags);
        return call("CreateExperimentTemplate", () -> client.createExperimentTemplate(request)
                .experimentTemplate());
    }

    /** Starts a template's experiment, or only resolves its targets, and returns the experiment's id. */
    String start(String template, ActionsMode mode, String token, Map<String, String> tags) throws FaultException {
        return call("StartExperiment", () -> client.startExperiment(request -> request.experimentTemplateId(template)
                        .clientToken(token)
                        .tags(tags)
                        .experimentOptions(options -> options.actionsMode(mode)))
                .experiment()
                .id());
    }

    /**
     * The experiment that an earlier request of the same content and token has started; empty when FIS knows none. For
     * templates that are deleted, of which nothing more can be started.
     */
    Optional<String> startedBefore(String template, String token, Map<String, String> tags) throws FaultException {
        try {
            return Optional.of(start(template, ActionsMode.RUN_ALL, token, tags));
        } catch (FaultException refused) {
            if (refused.getCause() instanceof ResourceNotFoundException) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Asks again and again until there is something; empty when there is nothing for so long. */
    Optional<String> await(Callable<Optional<String>> question, Duration limit) throws FaultException {
        try {
            return Awaitility.await()
                    .pollInSameThread()
                    .pollInterval(
                            limit.compareTo(BETWEEN_QUESTIONS.multipliedBy(2)) < 0
                                    ? limit.dividedBy(4)
                                    : BETWEEN_QUESTIONS)
                    .atMost(limit)
                    .until(question, Optional::isPresent);
        } catch (ConditionTimeoutException nothing) {
            return Optional.empty();
        } catch (Exception thrown) {
            throw whileWaiting("of an unanswered start", thrown);
        }
    }

    /** Waits until an experiment has ended, and returns how. */
    Experiment awaitEnd(String experiment, Duration limit, Duration between) throws FaultException {
        try {
            return Awaitility.await("the end of experiment " + experiment)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(between)
                    .atMost(limit)
                    .until(() -> experiment(experiment), Fis::hasEnded);
        } catch (ConditionTimeoutException late) {
            throw new FaultException(
                    "experiment " + experiment + " has not ended within " + limit.toSeconds()
                            + " s; stop it in the AWS console, or heal again",
                    late);
        } catch (Exception thrown) {
            // Awaitility hands on what it or its condition throws, checked or not, and declares none of it.
            throw whileWaiting(experiment, thrown);
        }
    }

    private static FaultException whileWaiting(String experiment, Exception thrown) {
        if (thrown instanceof FaultException explained) {
            return explained;
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new FaultException(
                "waiting for the end of experiment " + experiment + " was cut short (" + thrown
                        + "); it may still run, healing stops it",
                thrown);
    }

    /** Whether an experiment does nothing any more, by its own state and not by a list's. */
    boolean hasEnded(String id) throws FaultException {
        return hasEnded(experiment(id));
    }

    /** An experiment as it is now. */
    Experiment experiment(String id) throws FaultException {
        return call("GetExperiment", () -> client.getExperiment(request -> request.id(id))
                .experiment());
    }

    /** The ARNs to which an experiment's targets were resolved. */
    List<String> resolved(String experiment) throws FaultException {
        return targets(experiment).stream()
                .flatMap(Fis::arns)
                .distinct()
                .sorted()
                .toList();
    }

    /**
     * What an experiment's targets were resolved to: the types by ARN.
     *
     * @throws FaultException also when something among it has no ARN, by which its tags could be read
     */
    SortedMap<String, String> types(String experiment) throws FaultException {
        SortedMap<String, String> types = new TreeMap<>();
        for (ResolvedTarget target : targets(experiment)) {
            String arn = arns(target)
                    .findFirst()
                    .orElseThrow(() -> new FaultException("FIS resolved " + target.targetName() + " to "
                            + target.targetInformation() + "; expected an ARN, without which its tags are unknown"));
            types.put(arn, target.resourceType());
        }
        return types;
    }

    private static Stream<String> arns(ResolvedTarget target) {
        return target.targetInformation().values().stream().filter(value -> value.startsWith("arn:"));
    }

    private List<ResolvedTarget> targets(String experiment) throws FaultException {
        return call("ListExperimentResolvedTargets", () -> client
                .listExperimentResolvedTargetsPaginator(
                        request -> request.experimentId(experiment).maxResults(PAGE))
                .resolvedTargets()
                .stream()
                .limit(MOST_LISTED)
                .toList());
    }

    /** Experiments that carry all of some tags; the newest {@value #MOST_LISTED} of the account are read. */
    List<ExperimentSummary> experiments(Map<String, String> tags) throws FaultException {
        return call(
                "ListExperiments",
                () -> client.listExperimentsPaginator(request -> request.maxResults(PAGE)).experiments().stream()
                        .limit(MOST_LISTED)
                        .filter(experiment -> RunTags.match(experiment.tags(), tags))
                        .toList());
    }

    /** All templates of the account. */
    List<ExperimentTemplateSummary> templates() throws FaultException {
        return call(
                "ListExperimentTemplates",
                () ->
                        client
                                .listExperimentTemplatesPaginator(request -> request.maxResults(PAGE))
                                .experimentTemplates()
                                .stream()
                                .limit(MOST_LISTED)
                                .toList());
    }

    /** The account's templates that carry all of some tags. */
    List<ExperimentTemplateSummary> templates(Map<String, String> tags) throws FaultException {
        return templates().stream()
                .filter(template -> RunTags.match(template.tags(), tags))
                .toList();
    }

    /** Whether a template is there. */
    boolean hasTemplate(String template) throws FaultException {
        try {
            call("GetExperimentTemplate", () -> client.getExperimentTemplate(request -> request.id(template)));
            return true;
        } catch (FaultException refused) {
            if (refused.getCause() instanceof ResourceNotFoundException) {
                return false;
            }
            throw refused;
        }
    }

    /** Changes a template's or an experiment's tags. */
    void tag(String arn, Map<String, String> tags) throws FaultException {
        call(
                "TagResource",
                () -> client.tagResource(request -> request.resourceArn(arn).tags(tags)));
    }

    /** Requests an experiment to stop; one that has just ended is left alone. */
    void stop(String experiment) throws FaultException {
        try {
            call("StopExperiment", () -> client.stopExperiment(request -> request.id(experiment)));
        } catch (FaultException refused) {
            if (!hasEnded(experiment(experiment))) {
                throw refused;
            }
        }
    }

    /** Deletes a template; one that does not exist any more counts as deleted. */
    void delete(String template) throws FaultException {
        try {
            call("DeleteExperimentTemplate", () -> client.deleteExperimentTemplate(request -> request.id(template)));
        } catch (FaultException refused) {
            if (!(refused.getCause() instanceof ResourceNotFoundException)) {
                throw refused;
            }
        }
    }

    /** Whether an experiment is no rehearsal. */
    static boolean isReal(ExperimentSummary experiment) {
        return experiment.experimentOptions() == null
                || !ActionsMode.SKIP_ALL.equals(experiment.experimentOptions().actionsMode());
    }

    /** Whether a request certainly was not done: a first attempt that was answered, and by a refusal. */
    static boolean wasRefused(FaultException problem) {
        return problem.getCause() instanceof AwsServiceException answer
                && answer.statusCode() / 100 == 4
                && Integer.valueOf(1).equals(answer.numAttempts());
    }

    private static boolean hasEnded(Experiment experiment) {
        return hasEnded(experiment.state());
    }

    /** Whether an experiment in a state does nothing any more. */
    static boolean hasEnded(ExperimentState state) {
        return ENDED.contains(state.statusAsString());
    }

    private static <T> T call(String operation, Supplier<T> request) throws FaultException {
        try {
            return request.get();
        } catch (SdkException thrown) {
            throw FisErrorText.of(operation, thrown);
        } catch (RuntimeException thrown) {
            // The SDK's own mistakes, and answers that are not what they should be.
            throw FisErrorText.unexpected(operation, thrown);
        }
    }

    @Override
    public void close() {
        client.close();
        credentials.close();
    }
}
