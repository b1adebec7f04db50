package dev.crossfire.chaos.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.aws.AwsSettings.FisResource;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** FIS's rules for types of resources that are found in one zone, or by their ARNs only. */
class PreviewActionTest {
    private static final String ZONE = "ap-northeast-2a";
    private static final Map<String, String> TAGS = Map.of("app", "shop");

    @Test
    void anActionThatTakesAZoneGetsThatOfTheRole() {
        assertThat(preview("aws:ec2:autoscaling-group").parameters())
                .isEqualTo(Map.of("duration", "PT1M", "availabilityZoneIdentifiers", ZONE));
        assertThat(preview("aws:arc:zonal-shift-managed-resource").parameters())
                .containsEntry("availabilityZoneIdentifier", ZONE);
        assertThat(preview("aws:ec2:instance").parameters()).isEmpty();
    }

    @Test
    void aTargetThatTakesAZoneGetsThatOfTheRole() {
        assertThat(PreviewAction.targetParameters("aws:elasticache:replicationgroup", ZONE))
                .isEqualTo(Map.of("availabilityZoneIdentifier", ZONE));
        assertThat(PreviewAction.targetParameters("aws:ec2:instance", ZONE)).isEmpty();
    }

    @Test
    void whatIsFoundInOneZoneNeedsIt() {
        for (String type : List.of(
                "aws:ec2:autoscaling-group",
                "aws:elasticache:replicationgroup",
                "aws:arc:zonal-shift-managed-resource")) {
            assertThatThrownBy(() -> new FisResource(type, null, TAGS, null))
                    .hasMessage("a zone, because FIS acts on " + type + " in one zone");
            assertThatCode(() -> new FisResource(type, null, TAGS, ZONE)).doesNotThrowAnyException();
        }
    }

    @Test
    void anIamRoleIsNamedByItsArn() {
        assertThatThrownBy(() -> new FisResource("aws:iam:role", null, TAGS, null))
                .hasMessage("the ARN as id, because FIS finds no aws:iam:role by tags");
        assertThatCode(() -> new FisResource("aws:iam:role", "arn:aws:iam::1:role/shop", null, null))
                .doesNotThrowAnyException();
    }

    @Test
    void aTypeThatCannotBeLookedUpIsRefusedWithThoseThatCan() {
        assertThatThrownBy(() -> new FisResource("aws:eks:pod", null, TAGS, null))
                .hasMessageStartingWith("a type that can be looked up: aws:rds:cluster, aws:rds:db, aws:ecs:task");
    }

    private static ExperimentStep preview(String type) {
        return PreviewAction.step(ExperimentTarget.tagged("resources", type, TAGS), ZONE)
                .orElseThrow();
    }
}
