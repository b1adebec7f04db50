package dev.crossfire.chaos.aws;

import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.FaultException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateStopConditionInput;
import software.amazon.awssdk.services.fis.model.ExperimentTemplate;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateSummary;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The Fault Injection Service as far as Crossfire uses it: its templates, with errors that contain the next step. */
public final class Fis implements AutoCloseable {
    /** How many entries of a list are requested at a time, the most that FIS allows. */
    static final int PAGE_SIZE = 100;

    /** How many entries of a list are read at most. */
    static final int LIST_LIMIT = 10_000;

    private final FisClient client;
    private final SdkAutoCloseable credentials;
    private final FisExperiments experiments;

    Fis(FisClient client, SdkAutoCloseable credentials) {
        this.client = client;
        this.experiments = new FisExperiments(client);
        this.credentials = credentials;
    }

    /**
     * The service at an endpoint on this machine; nothing is sent until it is used.
     *
     * @param accessKeyId of the credentials that the endpoint accepts
     */
    public static Fis local(
            URI endpoint, String region, String accessKeyId, Secret secretAccessKey, RetryDelays delays) {
        AwsCredentialsProvider credentials = AwsCredentials.known(accessKeyId, secretAccessKey);
        return new Fis(FisClients.local(FisClient.builder(), endpoint, region, credentials, delays), () -> {});
    }

    /** The service of AWS, or of the account's endpoint. */
    static Fis aws(AwsSettings account) {
        AwsCredentials credentials = AwsCredentials.of(account);
        return new Fis(FisClients.aws(FisClient.builder(), account, credentials.provider()), credentials);
    }

    /** The experiments that its templates start. */
    FisExperiments experiments() {
        return experiments;
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

    /** All templates of the account. */
    List<ExperimentTemplateSummary> templates() throws FaultException {
        return call(
                "ListExperimentTemplates", () -> client
                        .listExperimentTemplatesPaginator(request -> request.maxResults(PAGE_SIZE))
                        .experimentTemplates()
                        .stream()
                        .limit(LIST_LIMIT)
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
            if (isMissing(refused)) {
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

    /** Deletes a template; one that does not exist any more counts as deleted. */
    void delete(String template) throws FaultException {
        try {
            call("DeleteExperimentTemplate", () -> client.deleteExperimentTemplate(request -> request.id(template)));
        } catch (FaultException refused) {
            if (!isMissing(refused)) {
                throw refused;
            }
        }
    }

    /** Whether a request was refused because what it names does not exist. */
    static boolean isMissing(FaultException refused) {
        return refused.getCause() instanceof ResourceNotFoundException;
    }

    static <T> T call(String operation, Supplier<T> request) throws FaultException {
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
