package dev.crossfire.chaos.aws;

import dev.crossfire.model.Target;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.FaultException;
import java.net.URI;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.resourcegroupstaggingapi.ResourceGroupsTaggingApiClient;
import software.amazon.awssdk.services.resourcegroupstaggingapi.model.ResourceTagMapping;
import software.amazon.awssdk.utils.SdkAutoCloseable;

/** The tags of resources, read from the Resource Groups Tagging API. */
final class ResourceTags implements AutoCloseable {
    private static final String ARN = "arn:";

    /** The service refuses a request for more. */
    private static final int MOST_ARNS = 100;

    private final ResourceGroupsTaggingApiClient client;
    private final SdkAutoCloseable credentials;

    private ResourceTags(ResourceGroupsTaggingApiClient client, SdkAutoCloseable credentials) {
        this.client = client;
        this.credentials = credentials;
    }

    /** The service at an endpoint on this machine; nothing is sent until it is used. */
    static ResourceTags local(URI endpoint, String region, String accessKeyId, Secret secretAccessKey) {
        AwsCredentialsProvider credentials = AwsCredentials.known(accessKeyId, secretAccessKey);
        return new ResourceTags(
                FisClients.local(
                        ResourceGroupsTaggingApiClient.builder(), endpoint, region, credentials, RetryDelays.DEFAULT),
                () -> {});
    }

    /** The service of AWS, or of the account's endpoint. */
    static ResourceTags aws(AwsSettings account) {
        AwsCredentials credentials = AwsCredentials.of(account);
        return new ResourceTags(
                FisClients.aws(ResourceGroupsTaggingApiClient.builder(), account, credentials.provider()), credentials);
    }

    /** The same targets, with their present tags added to the known ones. */
    List<Target> onto(List<Target> targets) throws FaultException {
        List<String> arns = targets.stream()
                .map(Target::id)
                .filter(id -> id.startsWith(ARN))
                .distinct()
                .toList();
        Map<String, Map<String, String>> found = of(arns);
        return targets.stream()
                .map(target -> carrying(target, found.getOrDefault(target.id(), Map.of())))
                .toList();
    }

    /** Tags by ARN; what carries none is not among them. */
    private Map<String, Map<String, String>> of(List<String> arns) throws FaultException {
        Map<String, Map<String, String>> tags = new HashMap<>();
        for (int from = 0; from < arns.size(); from += MOST_ARNS) {
            List<String> some = arns.subList(from, Math.min(arns.size(), from + MOST_ARNS));
            for (ResourceTagMapping one : read(some)) {
                Map<String, String> own = new HashMap<>();
                one.tags().forEach(tag -> own.put(tag.key(), tag.value()));
                tags.put(one.resourceARN(), own);
            }
        }
        return tags;
    }

    private Collection<ResourceTagMapping> read(List<String> arns) throws FaultException {
        try {
            return client.getResources(request -> request.resourceARNList(arns)).resourceTagMappingList();
        } catch (SdkException thrown) {
            throw FisErrorText.ofTags(thrown);
        } catch (RuntimeException thrown) {
            throw FisErrorText.unexpectedTags(thrown);
        }
    }

    private static Target carrying(Target target, Map<String, String> own) {
        Map<String, String> all = new HashMap<>(target.tags());
        all.putAll(own);
        return new Target(
                target.role(), target.type(), target.id(), target.zone(), target.capabilities(), all, target.address());
    }

    @Override
    public void close() {
        client.close();
        credentials.close();
    }
}
