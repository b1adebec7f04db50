package dev.crossfire.lab;

import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.crossfire.lab.alarm.AlarmPanel;
import dev.crossfire.lab.cache.PrivateFile;
import dev.crossfire.lab.fis.FisCredentials;
import dev.crossfire.lab.fis.http.FisEndpoint;
import dev.crossfire.lab.kubernetes.KubernetesApi;
import dev.crossfire.lab.zone.LabZone;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the lab prints when it is ready; fields may be added, never renamed.
 *
 * @param baseUrl where clients go, through the link to the balancer
 * @param fis where an AWS client for FIS goes
 * @param fisCredentials what that client signs its requests with
 * @param kubernetes where a Kubernetes client goes for the shop's pods
 * @param truth the truth log's path
 */
@JsonPropertyOrder({
    "event",
    "baseUrl",
    "fis",
    "fisCredentials",
    "region",
    "account",
    "kubernetes",
    "database",
    "cache",
    "zones",
    "dir",
    "truth",
    "pid"
})
record ReadyLine(
        String event,
        URI baseUrl,
        URI fis,
        FisKey fisCredentials,
        String region,
        String account,
        Cluster kubernetes,
        Observed database,
        CacheAccess cache,
        List<ZoneName> zones,
        String dir,
        String truth,
        long pid,
        List<ResourceEntry> resources,
        List<AlarmEntry> alarms,
        AlertSources watch) {
    /** The file with the credentials of the Fault Injection Service, as the AWS CLI and SDKs read it. */
    private static final String AWS_CONFIG = """
            [default]
            aws_access_key_id = %s
            aws_secret_access_key = %s
            region = %s
            endpoint_url = %s
            """;

    /** Makes the line of a lab that is ready, and the files with credentials that the line names. */
    static ReadyLine of(
            LabContext context,
            URI baseUrl,
            FisEndpoint fis,
            KubernetesApi kubernetes,
            Observed database,
            CacheAccess cache,
            LabInventory inventory,
            AlarmPanel alarms,
            AlertSources watch)
            throws IOException {
        return new ReadyLine(
                "ready",
                baseUrl,
                fis.uri(),
                fisKey(fis, context.folder().resolve("aws-config")),
                LabInventory.ACCOUNT.region(),
                LabInventory.ACCOUNT.id(),
                cluster(kubernetes, context.folder().resolve("kubeconfig")),
                database,
                cache,
                Arrays.stream(LabZone.values())
                        .map(zone -> new ZoneName(zone.zoneName(), zone.zoneId()))
                        .toList(),
                context.folder().toString(),
                context.truth().file().toString(),
                ProcessHandle.current().pid(),
                inventory.all().stream().map(ResourceEntry::of).toList(),
                alarms.alarms().stream()
                        .map(alarm -> new AlarmEntry(alarm.name(), alarms.arn(alarm), alarm.summary()))
                        .toList(),
                watch);
    }

    private static FisKey fisKey(FisEndpoint fis, Path file) throws IOException {
        FisCredentials key = fis.credentials();
        String config = AWS_CONFIG.formatted(
                key.accessKeyId(), key.secretAccessKey(), LabInventory.ACCOUNT.region(), fis.uri());
        Files.writeString(PrivateFile.create(file), config);
        return new FisKey(key.accessKeyId(), key.secretAccessKey(), file.toString());
    }

    private static Cluster cluster(KubernetesApi kubernetes, Path kubeconfig) throws IOException {
        kubernetes.writeKubeconfig(kubeconfig);
        return new Cluster(kubernetes.uri(), kubernetes.token(), kubernetes.namespace(), kubeconfig.toString());
    }

    /**
     * Where the lab's external checks are.
     *
     * @param balancer counts requests and replicas
     * @param alarms lists the alarms that fire, and takes subscribers
     * @param token what subscribers must present
     */
    record AlertSources(URI balancer, URI alarms, String token) {
        @Override
        public String toString() {
            return "AlertSources[" + balancer + ", " + alarms + "]";
        }
    }

    /** The key for the Fault Injection Service; {@code file} has the same for the AWS CLI and SDKs. */
    record FisKey(String accessKeyId, String secretAccessKey, String file) {
        @Override
        public String toString() {
            return "FisKey[" + accessKeyId + "]";
        }
    }

    /** The database for observers: its writer, wherever that is. */
    record Observed(String jdbc, String user, String password) {
        @Override
        public String toString() {
            return "Observed[" + user + "@" + jdbc + "]";
        }
    }

    /** The cache for observers: its primary, wherever that is. */
    record CacheAccess(URI url, String user, String password) {
        @Override
        public String toString() {
            return "CacheAccess[" + user + "@" + url + "]";
        }
    }

    /** The API for the shop's pods; {@code kubeconfig} is a file that has the same for kubectl. */
    record Cluster(URI url, String token, String namespace, String kubeconfig) {
        @Override
        public String toString() {
            return "Cluster[" + url + "]";
        }
    }

    /** An availability zone. */
    record ZoneName(String name, String id) {}

    /**
     * A part that can be broken.
     *
     * @param address where it can be probed as its users reach it; null where there is no such address
     */
    record ResourceEntry(
            String role,
            String type,
            String arn,
            Map<String, String> tags,
            @Nullable URI address) {
        static ResourceEntry of(LabResource part) {
            return new ResourceEntry(
                    part.role(),
                    part.resource().type(),
                    part.resource().arn(),
                    part.resource().tags(),
                    part.address());
        }
    }

    /**
     * An alarm that stop conditions can name.
     *
     * @param summary when it fires
     */
    record AlarmEntry(String name, String arn, String summary) {}
}
