package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.lab.fis.actions.ShippedActions;
import dev.crossfire.lab.fis.actions.Wait;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import software.amazon.awssdk.services.fis.model.Action;
import software.amazon.awssdk.services.fis.model.ActionSummary;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.fis.model.TargetResourceTypeSummary;
import software.amazon.awssdk.services.fis.model.ValidationException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ActionCatalogueTest {
    private final ActionCatalogue shipped = ShippedActions.catalogue();
    private Bench bench;

    @BeforeAll
    void open() {
        bench = new Bench();
    }

    @AfterAll
    void close() {
        bench.close();
    }

    @Test
    void listsActionsPageByPage() {
        assertThat(bench.fis.listActionsPaginator(r -> r.maxResults(1)).actions())
                .extracting(ActionSummary::id)
                .containsExactlyElementsOf(shipped.actions().stream()
                        .map(action -> action.spec().id())
                        .toList())
                .contains("aws:fis:wait", "aws:rds:failover-db-cluster", "lab:link:latency");
        assertThat(bench.fis.listActions(r -> r.maxResults(2)).actions()).hasSize(2);
        assertThat(bench.fis.listActions(r -> r.maxResults(100)).nextToken()).isNull();
    }

    @Test
    void showsAnActionWithItsParametersAndTargets() {
        Action action =
                bench.fis.getAction(r -> r.id("aws:rds:reboot-db-instances")).action();

        assertThat(action.arn()).isEqualTo("arn:aws:fis:eu-central-1:123456789012:action/aws:rds:reboot-db-instances");
        assertThat(action.parameters()).containsOnlyKeys("forceFailover");
        assertThat(Bench.at(action.parameters(), "forceFailover").required()).isFalse();
        assertThat(Bench.at(action.targets(), "DBInstances").resourceType()).isEqualTo("aws:rds:db");
        Action hold = bench.fis.getAction(r -> r.id("aws:fis:wait")).action();
        assertThat(Bench.at(hold.parameters(), "duration").required()).isTrue();
    }

    @Test
    void listsAndShowsTargetResourceTypes() {
        assertThat(bench.fis
                        .listTargetResourceTypesPaginator(r -> r.maxResults(1))
                        .targetResourceTypes())
                .extracting(TargetResourceTypeSummary::resourceType)
                .containsExactlyElementsOf(
                        shipped.types().stream().map(ResourceType::id).toList())
                .contains("aws:rds:cluster", "aws:rds:db", "lab:link");
        assertThat(bench.fis
                        .getTargetResourceType(r -> r.resourceType("aws:rds:db"))
                        .targetResourceType()
                        .parameters())
                .containsOnlyKeys("availabilityZoneIdentifiers");
    }

    @Test
    void knowsNothingElse() {
        assertThatThrownBy(() -> bench.fis.getAction(r -> r.id("aws:ec2:fly-instances")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Action with ID aws:ec2:fly-instances not found.");
        assertThatThrownBy(() -> bench.fis.getTargetResourceType(r -> r.resourceType("aws:eks:pod")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void refusesPagesThatAreNone() {
        assertThatThrownBy(() -> bench.fis.listActions(r -> r.maxResults(101)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("'maxResults' failed to satisfy constraint")
                .hasMessageContaining("less than or equal to 100");
        assertThatThrownBy(() -> bench.fis.listActions(r -> r.maxResults(0))).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> bench.fis.listActions(r -> r.nextToken("mine")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("nextToken");
    }

    @Test
    void twoActionsOfOneIdAreAMistake() {
        assertThatThrownBy(() -> new ActionCatalogue(List.of(new Wait(), new Wait())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("aws:fis:wait");
    }
}
