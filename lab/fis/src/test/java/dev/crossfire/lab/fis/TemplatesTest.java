package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.lab.fis.actions.ShippedActions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.fis.model.ConflictException;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.ExperimentTemplate;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateSummary;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.fis.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.fis.model.UpdateExperimentTemplateActionInputItem;
import software.amazon.awssdk.services.fis.model.ValidationException;

class TemplatesTest {
    private FisFixture fixture;

    @BeforeEach
    void open() {
        fixture = new FisFixture(withTemplates(3), AlarmStates.NONE, ShippedActions.catalogue());
    }

    private static FisQuotas withTemplates(int most) {
        FisQuotas aws = FisQuotas.AWS;
        return new FisQuotas(
                aws.actionsPerTemplate(),
                aws.parallelActions(),
                aws.runningExperiments(),
                aws.stopConditions(),
                most,
                aws.experiments(),
                aws.shortestAction(),
                aws.longestAction(),
                aws.bodyBytes(),
                aws.targetsByTags());
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void givesBackWhatWasCreated() {
        ExperimentTemplate created = fixture.fis
                .createExperimentTemplate(FisFixture.draft()
                        .description("lose the writer")
                        .targets(Map.of(
                                "db",
                                FisFixture.clusters()
                                        .resourceTags(Map.of("role", "ticketing-db"))
                                        .filters(FisFixture.filter("Status", "available"))
                                        .parameters(Map.of("writerAvailabilityZoneIdentifiers", "eu-central-1a"))
                                        .build()))
                        .actions(Map.of("lose", FisFixture.failover()))
                        .tags(Map.of("run", "42"))
                        .experimentOptions(o -> o.emptyTargetResolutionMode("skip"))
                        .build())
                .experimentTemplate();

        ExperimentTemplate read =
                fixture.fis.getExperimentTemplate(r -> r.id(created.id())).experimentTemplate();

        assertThat(read).isEqualTo(created);
        assertThat(read.id()).startsWith("EXT");
        assertThat(read.arn()).isEqualTo("arn:aws:fis:eu-central-1:123456789012:experiment-template/" + read.id());
        assertThat(read.description()).isEqualTo("lose the writer");
        assertThat(read.creationTime()).isEqualTo(Instant.parse("2026-11-20T08:00:00.250Z"));
        assertThat(read.tags()).containsExactly(Map.entry("run", "42"));
        assertThat(read.experimentOptions().emptyTargetResolutionModeAsString()).isEqualTo("skip");
        assertThat(read.experimentOptions().accountTargetingAsString()).isEqualTo("single-account");
        assertThat(FisFixture.at(read.targets(), "db").resourceTags()).containsEntry("role", "ticketing-db");
        assertThat(FisFixture.at(read.targets(), "db").filters().get(0).values())
                .containsExactly("available");
        assertThat(FisFixture.at(read.actions(), "lose").targets()).containsEntry("Clusters", "db");
        assertThat(read.stopConditions().get(0).source()).isEqualTo("none");
    }

    @Test
    void updatesTheGivenFieldsAndKeepsTheRest() {
        String id = fixture.template(d -> d.tags(Map.of("run", "42")));
        fixture.time.advance(Duration.ofSeconds(5));

        ExperimentTemplate changed = fixture.fis
                .updateExperimentTemplate(r -> r.id(id)
                        .actions(Map.of(
                                "longer",
                                UpdateExperimentTemplateActionInputItem.builder()
                                        .actionId("aws:fis:wait")
                                        .parameters(Map.of("duration", "PT2M"))
                                        .build())))
                .experimentTemplate();

        assertThat(changed.description()).isEqualTo("a test");
        assertThat(changed.tags()).containsEntry("run", "42");
        assertThat(changed.actions()).containsOnlyKeys("longer");
        assertThat(Duration.between(changed.creationTime(), changed.lastUpdateTime()))
                .isEqualTo(Duration.ofSeconds(5));
        assertThatThrownBy(
                        () -> fixture.fis.updateExperimentTemplate(r -> r.id(id).roleArn("arn:aws:iam::1:user/me/x")))
                .isInstanceOf(ValidationException.class);
        assertThat(fixture.fis.getExperimentTemplate(r -> r.id(id)).experimentTemplate())
                .isEqualTo(changed);
    }

    @Test
    void deletesOnce() {
        String id = fixture.template(d -> {});

        assertThat(fixture.fis
                        .deleteExperimentTemplate(r -> r.id(id))
                        .experimentTemplate()
                        .id())
                .isEqualTo(id);

        assertThatThrownBy(() -> fixture.fis.deleteExperimentTemplate(r -> r.id(id)))
                .isInstanceOf(ResourceNotFoundException.class);
        assertThatThrownBy(() -> fixture.fis.getExperimentTemplate(r -> r.id(id)))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining(id);
        assertThatThrownBy(
                        () -> fixture.fis.updateExperimentTemplate(r -> r.id(id).description("x")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void listsPageByPageEvenWhileTemplatesGo() {
        List<String> ids = IntStream.range(0, 3)
                .mapToObj(i -> fixture.template(d -> d.description("template " + i)))
                .toList();
        assertThat(fixture.fis
                        .listExperimentTemplatesPaginator(r -> r.maxResults(2))
                        .experimentTemplates())
                .extracting(ExperimentTemplateSummary::id)
                .containsExactlyElementsOf(ids);

        String token = fixture.fis.listExperimentTemplates(r -> r.maxResults(1)).nextToken();
        fixture.fis.deleteExperimentTemplate(r -> r.id(ids.get(0)));

        assertThat(fixture.fis.listExperimentTemplates(r -> r.nextToken(token)).experimentTemplates())
                .extracting(ExperimentTemplateSummary::id)
                .containsExactly(ids.get(1), ids.get(2));
    }

    @Test
    void refusesMoreThanItsQuota() {
        IntStream.range(0, 3).forEach(i -> fixture.template(d -> {}));

        assertThatThrownBy(() -> fixture.template(d -> {}))
                .isInstanceOf(ServiceQuotaExceededException.class)
                .satisfies(e -> assertThat(((ServiceQuotaExceededException) e).statusCode())
                        .isEqualTo(402));
    }

    @Test
    void makesOneTemplateForOneToken() {
        CreateExperimentTemplateRequest request =
                FisFixture.draft().clientToken("run-42").build();
        ExperimentTemplate first = fixture.fis.createExperimentTemplate(request).experimentTemplate();

        assertThat(fixture.fis.createExperimentTemplate(request).experimentTemplate())
                .isEqualTo(first);
        assertThat(fixture.fis.listExperimentTemplates(r -> {}).experimentTemplates())
                .hasSize(1);
        assertThatThrownBy(() -> fixture.template(d -> d.clientToken("run-42").description("another")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("run-42")
                .satisfies(e -> assertThat(((ConflictException) e).statusCode()).isEqualTo(409));
    }
}
