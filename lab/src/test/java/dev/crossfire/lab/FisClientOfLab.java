package dev.crossfire.lab;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateStopConditionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateTargetInput;

/** The stock AWS client, configured from the lab's ready line. */
final class FisClientOfLab implements AutoCloseable {
    private final FisClient fis;

    FisClientOfLab(JsonNode ready) {
        this.fis = FisClient.builder()
                .endpointOverride(URI.create(ready.get("fis").asText()))
                .region(Region.of(ready.get("region").asText()))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        ready.at("/fisCredentials/accessKeyId").asText(),
                        ready.at("/fisCredentials/secretAccessKey").asText())))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    /** Runs an action on whatever carries the role's tag, and returns the experiment's id. */
    String run(String action, String targetKey, String type, Map<String, String> parameters, Map<String, String> tags) {
        String template = fis.createExperimentTemplate(draft -> draft.description(action)
                        .roleArn("arn:aws:iam::000000000000:role/lab")
                        .stopConditions(CreateExperimentTemplateStopConditionInput.builder()
                                .source("none")
                                .build())
                        .targets(Map.of(
                                "target",
                                CreateExperimentTemplateTargetInput.builder()
                                        .resourceType(type)
                                        .resourceTags(tags)
                                        .selectionMode("ALL")
                                        .build()))
                        .actions(Map.of(
                                "action",
                                CreateExperimentTemplateActionInput.builder()
                                        .actionId(action)
                                        .parameters(parameters)
                                        .targets(Map.of(targetKey, "target"))
                                        .build())))
                .experimentTemplate()
                .id();
        return fis.startExperiment(start -> start.experimentTemplateId(template))
                .experiment()
                .id();
    }

    /** Starts an action on the cache, isProtected by the alarms with these ARNs, and returns the experiment's id. */
    String breakCache(String action, Map<String, String> parameters, Map<String, String> selectors, String... alarms) {
        String template = fis.createExperimentTemplate(draft -> draft.description(action)
                        .roleArn("arn:aws:iam::000000000000:role/lab")
                        .stopConditions(conditions(alarms))
                        .targets(Map.of(
                                "cache",
                                CreateExperimentTemplateTargetInput.builder()
                                        .resourceType("aws:elasticache:replicationgroup")
                                        .resourceTags(Map.of("role", "ticketing-cache"))
                                        .selectionMode("ALL")
                                        .parameters(selectors)
                                        .build()))
                        .actions(Map.of(
                                "action",
                                CreateExperimentTemplateActionInput.builder()
                                        .actionId(action)
                                        .parameters(parameters)
                                        .targets(Map.of("ReplicationGroups", "cache"))
                                        .build())))
                .experimentTemplate()
                .id();
        return start(template);
    }

    /** Starts an action that has no target, and returns the experiment's id. */
    String run(String action, Map<String, String> parameters) {
        String template = fis.createExperimentTemplate(draft -> draft.description(action)
                        .roleArn("arn:aws:iam::000000000000:role/lab")
                        .stopConditions(conditions())
                        .actions(Map.of(
                                "action",
                                CreateExperimentTemplateActionInput.builder()
                                        .actionId(action)
                                        .parameters(parameters)
                                        .build())))
                .experimentTemplate()
                .id();
        return start(template);
    }

    private String start(String template) {
        return fis.startExperiment(start -> start.experimentTemplateId(template))
                .experiment()
                .id();
    }

    private static List<CreateExperimentTemplateStopConditionInput> conditions(String... alarms) {
        if (alarms.length == 0) {
            return List.of(CreateExperimentTemplateStopConditionInput.builder()
                    .source("none")
                    .build());
        }
        return Arrays.stream(alarms)
                .map(arn -> CreateExperimentTemplateStopConditionInput.builder()
                        .source("aws:cloudwatch:alarm")
                        .value(arn)
                        .build())
                .toList();
    }

    FisClient client() {
        return fis;
    }

    /** Returns why the experiment is in its state. */
    String reason(String experiment) {
        return fis.getExperiment(get -> get.id(experiment)).experiment().state().reason();
    }

    /** Takes back what an experiment did. */
    void stop(String experiment) {
        fis.stopExperiment(stop -> stop.id(experiment));
    }

    /** Returns the experiment's state in AWS's spelling. */
    String state(String experiment) {
        return fis.getExperiment(get -> get.id(experiment)).experiment().state().statusAsString();
    }

    @Override
    public void close() {
        fis.close();
    }
}
