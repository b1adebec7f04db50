package dev.crossfire.chaos.aws;

import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.ActionsMode;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentOptions;
import software.amazon.awssdk.services.fis.model.ExperimentState;
import software.amazon.awssdk.services.fis.model.ExperimentSummary;
import software.amazon.awssdk.services.fis.model.ResolvedTarget;

/** The experiments of the Fault Injection Service: started, awaited within bounds, read and stopped. */
record FisExperiments(FisClient client) {
    private static final Set<String> ENDED = Set.of("completed", "stopped", "failed", "cancelled");

    /** Starts a template's experiment, or only resolves its targets, and returns the experiment's id. */
    String start(String template, ActionsMode mode, String token, Map<String, String> tags) throws FaultException {
        return Fis.call(
                "StartExperiment", () -> client.startExperiment(request -> request.experimentTemplateId(template)
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
            if (Fis.isMissing(refused)) {
                return Optional.empty();
            }
            throw refused;
        }
    }

    /** Waits until an experiment has ended, and returns it. */
    Experiment awaitEnd(String experiment, Duration limit, Duration between) throws FaultException {
        try {
            return Awaitility.await("the end of experiment " + experiment)
                    .pollInSameThread()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(between)
                    .atMost(limit)
                    .until(() -> find(experiment), FisExperiments::hasEnded);
        } catch (ConditionTimeoutException late) {
            throw new FaultException(
                    "experiment " + experiment + " has not ended within " + limit.toSeconds()
                            + " s; stop it in the AWS console, or heal again",
                    late);
        } catch (Exception thrown) {
            // Awaitility throws what its condition throws, checked or not, and declares none of it.
            throw whileWaiting("for the end of experiment " + experiment, thrown);
        }
    }

    static FaultException whileWaiting(String what, Exception thrown) {
        if (thrown instanceof FaultException explained) {
            return explained;
        }
        if (thrown instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new FaultException(
                "waiting " + what + " was cut short (" + thrown + "); it may still run, healing stops it", thrown);
    }

    /** Whether an experiment does nothing any more, by its own state and not by a list's. */
    boolean hasEnded(String id) throws FaultException {
        return hasEnded(find(id));
    }

    /** An experiment as it is now. */
    Experiment find(String id) throws FaultException {
        return Fis.call("GetExperiment", () -> client.getExperiment(request -> request.id(id))
                .experiment());
    }

    /** The ARNs to which an experiment's targets were resolved. */
    List<String> resolved(String experiment) throws FaultException {
        return targets(experiment).stream()
                .flatMap(FisExperiments::arns)
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
        return Fis.call("ListExperimentResolvedTargets", () -> client
                .listExperimentResolvedTargetsPaginator(
                        request -> request.experimentId(experiment).maxResults(Fis.PAGE_SIZE))
                .resolvedTargets()
                .stream()
                .limit(Fis.LIST_LIMIT)
                .toList());
    }

    /** Experiments that carry all of some tags; the newest {@value Fis#LIST_LIMIT} of the account are read. */
    List<ExperimentSummary> tagged(Map<String, String> tags) throws FaultException {
        return Fis.call(
                "ListExperiments",
                () ->
                        client
                                .listExperimentsPaginator(request -> request.maxResults(Fis.PAGE_SIZE))
                                .experiments()
                                .stream()
                                .limit(Fis.LIST_LIMIT)
                                .filter(experiment -> RunTags.match(experiment.tags(), tags))
                                .toList());
    }

    /** Requests an experiment to stop; one that has just ended is left alone. */
    void stop(String experiment) throws FaultException {
        try {
            Fis.call("StopExperiment", () -> client.stopExperiment(request -> request.id(experiment)));
        } catch (FaultException refused) {
            if (!hasEnded(find(experiment))) {
                throw refused;
            }
        }
    }

    /**
     * Whether an experiment carries out its actions.
     *
     * @param options null when FIS lists none
     */
    static boolean isReal(@Nullable ExperimentOptions options) {
        return options == null || options.actionsMode() != ActionsMode.SKIP_ALL;
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
}
