package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.lab.fis.actions.ShippedActions;
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
    private FisFixture fixture;

    @BeforeAll
    void open() {
        fixture = new FisFixture();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    @Test
    void listsActionsPageByPage() {
        assertThat(fixture.fis.listActionsPaginator(r -> r.maxResults(1)).actions())
                .extracting(ActionSummary::id)
                .containsExactlyElementsOf(shipped.actions().stream()
                        .map(action -> action.spec().id())
                        .toList())
                .contains("aws:fis:wait", "aws:rds:failover-db-cluster", "lab:link:latency");
        assertThat(fixture.fis.listActions(r -> r.maxResults(2)).actions()).hasSize(2);
        assertThat(fixture.fis.listActions(r -> r.maxResults(100)).nextToken()).isNull();
    }

    @Test
    void showsAnActionWithItsParametersAndTargets() {
        Action action =
                fixture.fis.getAction(r -> r.id("aws:rds:reboot-db-instances")).action();

        assertThat(action.arn()).isEqualTo("arn:aws:fis:eu-central-1:123456789012:action/aws:rds:reboot-db-instances");
        assertThat(action.parameters()).containsOnlyKeys("forceFailover");
        assertThat(FisFixture.at(action.parameters(), "forceFailover").required())
                .isFalse();
        assertThat(FisFixture.at(action.targets(), "DBInstances").resourceType())
                .isEqualTo("aws:rds:db");
        Action hold = fixture.fis.getAction(r -> r.id("aws:fis:wait")).action();
        assertThat(FisFixture.at(hold.parameters(), "duration").required()).isTrue();
    }

    @Test
    void listsAndShowsTargetResourceTypes() {
        assertThat(fixture.fis
                        .listTargetResourceTypesPaginator(r -> r.maxResults(1))
                        .targetResourceTypes())
                .extracting(TargetResourceTypeSummary::resourceType)
                .containsExactlyElementsOf(
                        shipped.types().stream().map(ResourceType::id).toList())
                .contains("aws:rds:cluster", "aws:rds:db", "lab:link");
        assertThat(fixture.fis
                        .getTargetResourceType(r -> r.resourceType("aws:rds:db"))
                        .targetResourceType()
                        .parameters())
                .containsOnlyKeys("availabilityZoneIdentifiers");
    }

    @Test
    void knowsNothingElse() {
        assertThatThrownBy(() -> fixture.fis.getAction(r -> r.id("aws:ec2:fly-instances")))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Action with ID aws:ec2:fly-instances not found.");
        assertThatThrownBy(() -> fixture.fis.getTargetResourceType(r -> r.resourceType("aws:eks:pod")))
                .isInstanceOf(ResourceNotFoundException.class);
    }

    @Test
    void refusesPagesThatAreNone() {
        assertThatThrownBy(() -> fixture.fis.listActions(r -> r.maxResults(101)))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("'maxResults' failed to satisfy constraint")
                .hasMessageContaining("less than or equal to 100");
        assertThatThrownBy(() -> fixture.fis.listActions(r -> r.maxResults(0))).isInstanceOf(ValidationException.class);
        assertThatThrownBy(() -> fixture.fis.listActions(r -> r.nextToken("mine")))
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining("nextToken");
    }

    @Test
    void twoActionsOfOneIdAreAMistake() {
        assertThatThrownBy(() -> new ActionCatalogue(List.of(
                        ShippedActions.catalogue().action("aws:fis:wait").orElseThrow(),
                        ShippedActions.catalogue().action("aws:fis:wait").orElseThrow())))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("aws:fis:wait");
    }
}
