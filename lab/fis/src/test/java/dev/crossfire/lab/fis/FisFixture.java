package dev.crossfire.lab.fis;

import static org.awaitility.Awaitility.await;

import dev.crossfire.lab.fis.actions.ShippedActions;
import dev.crossfire.lab.fis.http.FisEndpoint;
import dev.crossfire.lab.fis.http.FisSettings;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateStopConditionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateTargetInput;
import software.amazon.awssdk.services.fis.model.Experiment;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateTargetInputFilter;
import software.amazon.awssdk.services.fis.model.StartExperimentRequest;

/** An endpoint with a fake inventory on fake time, and the stock AWS client pointed at it. */
final class FisFixture implements AutoCloseable {
    static final String ROLE = "arn:aws:iam::123456789012:role/crossfire";

    final FakeClock time = new FakeClock();
    final FakeInventory inventory = new FakeInventory();
    final FisEndpoint endpoint;
    final FisClient fis;

    FisFixture() {
        this(FisQuotas.AWS, AlarmStates.NONE, ShippedActions.catalogue());
    }

    FisFixture(FisQuotas limits, AlarmStates alarms, ActionCatalogue catalogue) {
        this(limits, alarms, catalogue, new ApiFailures());
    }

    FisFixture(FisQuotas limits, AlarmStates alarms, ActionCatalogue catalogue, ApiFailures failures) {
        endpoint = FisEndpoint.open(
                new FisSettings(
                        0, FakeInventory.ACCOUNT, FisCredentials.random(), catalogue, limits, alarms, new Random(1)),
                inventory,
                time,
                failures);
        fis = client(endpoint.credentials(), FakeInventory.ACCOUNT.region());
    }

    /** A client that signs for a region, by this fixture's time. */
    FisClient client(FisCredentials credentials, String region) {
        return FisClient.builder()
                .endpointOverride(endpoint.uri())
                .region(Region.of(region))
                .credentialsProvider(StaticCredentialsProvider.create(
                        AwsBasicCredentials.create(credentials.accessKeyId(), credentials.secretAccessKey())))
                .putAuthScheme(new SignedAt(time))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build();
    }

    @Override
    public void close() {
        fis.close();
        endpoint.close();
    }

    static CreateExperimentTemplateTargetInput.Builder clusters() {
        return CreateExperimentTemplateTargetInput.builder()
                .resourceType("aws:rds:cluster")
                .selectionMode("ALL");
    }

    static CreateExperimentTemplateTargetInput.Builder instances() {
        return CreateExperimentTemplateTargetInput.builder()
                .resourceType("aws:rds:db")
                .selectionMode("ALL");
    }

    static ExperimentTemplateTargetInputFilter filter(String path, String... values) {
        return ExperimentTemplateTargetInputFilter.builder()
                .path(path)
                .values(values)
                .build();
    }

    static CreateExperimentTemplateStopConditionInput condition(String source, @Nullable String value) {
        return CreateExperimentTemplateStopConditionInput.builder()
                .source(source)
                .value(value)
                .build();
    }

    static CreateExperimentTemplateActionInput failover() {
        return CreateExperimentTemplateActionInput.builder()
                .actionId("aws:rds:failover-db-cluster")
                .targets(Map.of("Clusters", "db"))
                .build();
    }

    static CreateExperimentTemplateActionInput reboot(Map<String, String> parameters, String... after) {
        return CreateExperimentTemplateActionInput.builder()
                .actionId("aws:rds:reboot-db-instances")
                .targets(Map.of("DBInstances", "db"))
                .parameters(parameters)
                .startAfter(after)
                .build();
    }

    static CreateExperimentTemplateActionInput hold(String duration, String... after) {
        return CreateExperimentTemplateActionInput.builder()
                .actionId("aws:fis:wait")
                .parameters(Map.of("duration", duration))
                .startAfter(after)
                .build();
    }

    /** Returns what must be there. */
    static <V> V at(Map<String, V> map, String key) {
        return Objects.requireNonNull(map.get(key), key);
    }

    /** A valid template that waits a minute, for a test to change. */
    static CreateExperimentTemplateRequest.Builder draft() {
        return CreateExperimentTemplateRequest.builder()
                .description("a test")
                .roleArn(ROLE)
                .stopConditions(FisFixture.condition("none", null))
                .actions(Map.of("hold", hold("PT1M")));
    }

    /** Creates a template and returns its id. */
    String template(Consumer<CreateExperimentTemplateRequest.Builder> changes) {
        CreateExperimentTemplateRequest.Builder draft = draft();
        changes.accept(draft);
        return fis.createExperimentTemplate(draft.build()).experimentTemplate().id();
    }

    /** Starts an experiment and returns its id. */
    String start(String template) {
        return fis.startExperiment(StartExperimentRequest.builder()
                        .experimentTemplateId(template)
                        .build())
                .experiment()
                .id();
    }

    Experiment get(String id) {
        return fis.getExperiment(e -> e.id(id)).experiment();
    }

    Experiment awaitStatus(String id, String status) {
        return awaitExperiment(id, e -> e.state().statusAsString().equals(status));
    }

    Experiment awaitExperiment(String id, Predicate<Experiment> condition) {
        return await().atMost(Duration.ofSeconds(30))
                .pollInterval(Duration.ofMillis(5))
                .until(() -> get(id), condition);
    }

    /** Runs a template to an end and returns the experiment. */
    Experiment run(Consumer<CreateExperimentTemplateRequest.Builder> changes, String end) {
        return awaitStatus(start(template(changes)), end);
    }
}
