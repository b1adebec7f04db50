package dev.crossfire.chaos.lab;

import com.fasterxml.jackson.databind.DeserializationFeature;
import dev.crossfire.evidence.Json;
import dev.crossfire.model.environment.Secret;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The lab's ready report, as far as faults need it.
 *
 * @param baseUrl where its users reach it
 * @param fis the endpoint of its Fault Injection Service
 * @param fisCredentials what that accepts requests from
 * @param region the region that it pretends to be in
 * @param account the account that it pretends to be
 * @param kubernetes the Kubernetes API for the shop's pods; null for a lab that has none
 * @param zones its zones
 * @param resources what may be broken in it, and what merely exists
 */
public record LabDescriptor(
        URI baseUrl,
        URI fis,
        SigningKey fisCredentials,
        String region,
        String account,
        @Nullable KubernetesAccess kubernetes,
        DatabaseLogin database,
        List<ListedZone> zones,
        List<ListedResource> resources) {
    public LabDescriptor {
        zones = List.copyOf(zones);
        resources = List.copyOf(resources);
    }

    /**
     * Reads the lab's ready line; what faults do not need is ignored.
     *
     * @throws IOException when the line is not that
     */
    public static LabDescriptor read(String line) throws IOException {
        return Json.base()
                .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                .enable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
                .build()
                .readValue(line, LabDescriptor.class);
    }

    /** The key that requests to the Fault Injection Service are signed with. */
    public record SigningKey(String accessKeyId, Secret secretAccessKey) {}

    /** The database's endpoint, which follows the writer, and the login to probe it. */
    public record DatabaseLogin(String jdbc, String user, Secret password) {}

    /** The API that lists pods, with its access token. */
    public record KubernetesAccess(URI url, Secret token, String namespace) {}

    /** An availability zone by its name, as {@code lab-1a}, and by its id. */
    public record ListedZone(String name, String id) {}

    /**
     * A resource as AWS would list it.
     *
     * @param tags among them {@code zone}, where it stands in one
     * @param address where it can be probed as its users reach it; null when users do not reach it
     */
    public record ListedResource(
            String role,
            String type,
            String arn,
            Map<String, String> tags,
            @Nullable URI address) {
        public ListedResource {
            tags = Map.copyOf(tags);
        }
    }
}
