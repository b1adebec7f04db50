package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.crossfire.lab.fis.ExperimentClock.ScheduledExperimentClock;
import dev.crossfire.lab.fis.http.FisEndpoint;
import dev.crossfire.lab.fis.http.FisSettings;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.apache.ApacheHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.fis.FisClient;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateTargetInput;
import software.amazon.awssdk.services.fis.model.Experiment;

/** The example of README.md kills a real process, and is printed there as it stands here. */
@Tag("live")
class ReadmeExampleTest {
    @Test
    void theExampleKillsItsProcess() throws IOException {
        // The example begins.
        Process shop = new ProcessBuilder("sleep", "600").start();
        FisAccount account = new FisAccount("local-1", "000000000000");
        String arn = account.arn("ecs", "task/local/shop-1");

        ResourceInventory inventory = new ResourceInventory() {
            @Override
            public List<AwsResource> resources() {
                return List.of(new AwsResource("aws:ecs:task", arn, Map.of("app", "shop"), Map.of()));
            }

            @Override
            public TaskOperations tasks() {
                return new TaskOperations() {
                    @Override
                    public void stop(String taskArn) {
                        shop.destroyForcibly();
                    }
                };
            }
        };

        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
        FisEndpoint fis = FisEndpoint.open(
                FisSettings.of(0, account, AlarmStates.NONE, 1),
                inventory,
                new ScheduledExperimentClock(InstantSource.system(), timer));
        // The example ends.
        try (FisClient client = FisClient.builder()
                .endpointOverride(fis.uri())
                .region(Region.of("local-1"))
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        fis.credentials().accessKeyId(), fis.credentials().secretAccessKey())))
                .httpClientBuilder(ApacheHttpClient.builder())
                .build()) {
            assertThat(run(client, "aws:ecs:stop-task", Map.of())).isEqualTo("completed: Experiment completed.");
            await().until(() -> !shop.isAlive());
            assertThat(run(client, "lab:process:pause", Map.of("duration", "PT1S")))
                    .isEqualTo("failed: Action break failed: tasks cannot be paused here");
        } finally {
            fis.close();
            timer.shutdownNow();
            shop.destroyForcibly();
        }
    }

    @Test
    void theReadmePrintsTheExampleAsItStandsHere() throws IOException {
        String source = Files.readString(Path.of("src/test/java/dev/crossfire/lab/fis/ReadmeExampleTest.java"));
        String example = source.substring(
                source.indexOf('\n', source.indexOf("// The example begins.")) + 1,
                source.indexOf("        // The example ends."));

        assertThat(Files.readString(Path.of("README.md")))
                .contains(example.stripTrailing().stripIndent());
    }

    private static String run(FisClient client, String action, Map<String, String> parameters) {
        String template = client.createExperimentTemplate(draft -> draft.description("stop the shop")
                        .roleArn("arn:aws:iam::000000000000:role/fis")
                        .stopConditions(FisFixture.condition("none", null))
                        .targets(Map.of(
                                "shop",
                                CreateExperimentTemplateTargetInput.builder()
                                        .resourceType("aws:ecs:task")
                                        .resourceTags(Map.of("app", "shop"))
                                        .selectionMode("ALL")
                                        .build()))
                        .actions(Map.of(
                                "break",
                                CreateExperimentTemplateActionInput.builder()
                                        .actionId(action)
                                        .parameters(parameters)
                                        .targets(Map.of("Tasks", "shop"))
                                        .build())))
                .experimentTemplate()
                .id();
        String id = client.startExperiment(start -> start.experimentTemplateId(template))
                .experiment()
                .id();
        Experiment ended =
                await().until(() -> client.getExperiment(one -> one.id(id)).experiment(), one -> one.endTime() != null);
        return ended.state().statusAsString() + ": " + ended.state().reason();
    }
}
