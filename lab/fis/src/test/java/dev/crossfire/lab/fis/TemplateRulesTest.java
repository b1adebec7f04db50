package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateActionInput;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateRequest;
import software.amazon.awssdk.services.fis.model.CreateExperimentTemplateTargetInput;
import software.amazon.awssdk.services.fis.model.ResourceNotFoundException;
import software.amazon.awssdk.services.fis.model.ServiceQuotaExceededException;
import software.amazon.awssdk.services.fis.model.ValidationException;

@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class TemplateRulesTest {
    private static final String ALARM = "arn:aws:cloudwatch:eu-central-1:123456789012:alarm:errors";

    private FisFixture fixture;

    @BeforeAll
    void open() {
        fixture = new FisFixture();
    }

    @AfterAll
    void close() {
        fixture.close();
    }

    static Stream<Arguments> invalid() {
        return Stream.of(
                refused("no description", d -> d.description(null), "Value null at 'description'"),
                refused("empty description", d -> d.description(""), "greater than or equal to 1"),
                refused("long description", d -> d.description("x".repeat(513)), "less than or equal to 512"),
                refused("no role", d -> d.roleArn(null), "Value null at 'roleArn'"),
                refused("not a role", d -> d.roleArn("arn:aws:iam::123456789012:user/me"), "ARN of an IAM role"),
                refused("no stop conditions", d -> d.stopConditions(List.of()), "needs a stop condition"),
                refused(
                        "odd stop condition",
                        d -> d.stopConditions(FisFixture.condition("aws:sns", null)),
                        "enum value set"),
                refused(
                        "alarm without ARN",
                        d -> d.stopConditions(FisFixture.condition("aws:cloudwatch:alarm", null)),
                        "alarm:name"),
                refused(
                        "no alarm ARN",
                        d -> d.stopConditions(FisFixture.condition(
                                "aws:cloudwatch:alarm", "arn:aws:sns:eu-central-1:123456789012:topic")),
                        "ARN of a CloudWatch alarm"),
                refused(
                        "none with value",
                        d -> d.stopConditions(FisFixture.condition("none", ALARM)),
                        "must not have a value"),
                refused("no actions", d -> d.actions(Map.of()), "at least one action"),
                refused(
                        "multi-account",
                        d -> d.experimentOptions(o -> o.accountTargeting("multi-account")),
                        "one account"),
                refused("odd empty mode", d -> d.experimentOptions(o -> o.emptyTargetResolutionMode("ignore")), "enum"),
                refused(
                        "logs",
                        d -> d.logConfiguration(l -> l.logSchemaVersion(2)),
                        "does not support logConfiguration"),
                refused("reserved tag", d -> d.tags(Map.of("aws:run", "1")), "aws:"),
                refused("long client token", d -> d.clientToken("x".repeat(1025)), "'clientToken'"));
    }

    static Stream<Arguments> invalidActions() {
        return Stream.of(
                refused(
                        "no action id",
                        action(FisFixture.hold("PT1M").toBuilder().actionId(null)),
                        "Value null at 'actions.it.actionId'"),
                refused("too short", action(FisFixture.hold("PT59S").toBuilder()), "PT1M to PT12H"),
                refused("too long", action(FisFixture.hold("PT12H1S").toBuilder()), "PT1M to PT12H"),
                refused("no duration", action(FisFixture.hold("soon").toBuilder()), "Invalid value \"soon\""),
                refused(
                        "missing duration",
                        action(FisFixture.hold("PT1M").toBuilder().parameters(Map.of())),
                        "Missing required parameter \"duration\""),
                refused(
                        "odd parameter",
                        action(FisFixture.hold("PT1M").toBuilder()
                                .parameters(Map.of("duration", "PT1M", "speed", "9"))),
                        "Unexpected parameter \"speed\" found in action \"it\""),
                refused(
                        "no flag",
                        rebooting(FisFixture.reboot(Map.of("forceFailover", "yes")).toBuilder()),
                        "true or false"),
                refused(
                        "odd target",
                        action(FisFixture.hold("PT1M").toBuilder().targets(Map.of("Clusters", "db"))),
                        "Unexpected target \"Clusters\" found in action \"it\"."),
                refused(
                        "missing target",
                        action(FisFixture.failover().toBuilder().targets(Map.of())),
                        "Missing target \"Clusters\""),
                refused(
                        "unknown target",
                        action(FisFixture.failover().toBuilder()),
                        "Target \"db\" of action \"it\" not found"),
                refused("wrong type", rebooting(FisFixture.failover().toBuilder()), "the action needs aws:rds:cluster"),
                refused("after nobody", action(FisFixture.hold("PT1M", "ghost").toBuilder()), "starts after \"ghost\""),
                refused("after itself", action(FisFixture.hold("PT1M", "it").toBuilder()), "cycle"),
                refused(
                        "cycle",
                        d -> d.actions(Map.of("a", FisFixture.hold("PT1M", "b"), "b", FisFixture.hold("PT1M", "a"))),
                        "cycle"));
    }

    static Stream<Arguments> invalidTargets() {
        String arn = FakeInventory.cluster("ticketing");
        return Stream.of(
                refused(
                        "no selection mode",
                        target(FisFixture.clusters().resourceArns(arn).selectionMode(null)),
                        "Value null at 'targets.db.selectionMode'"),
                refused(
                        "odd selection mode",
                        target(FisFixture.clusters().resourceArns(arn).selectionMode("SOME")),
                        "Invalid selection mode \"SOME\""),
                refused(
                        "count of none",
                        target(FisFixture.clusters().resourceArns(arn).selectionMode("COUNT(0)")),
                        "at least 1"),
                refused(
                        "percent of more",
                        target(FisFixture.clusters().resourceArns(arn).selectionMode("PERCENT(101)")),
                        "from 1 to 100"),
                refused("neither", target(FisFixture.clusters()), "You must specify resource ARNs or resource tags"),
                refused(
                        "both",
                        target(FisFixture.clusters().resourceArns(arn).resourceTags(Map.of("a", "b"))),
                        "You cannot specify both resource ARNs and resource tags for target db."),
                refused(
                        "ARNs and filters",
                        target(FisFixture.clusters().resourceArns(arn).filters(FisFixture.filter("Status", "x"))),
                        "both resource ARNs and filters"),
                refused(
                        "six ARNs",
                        target(FisFixture.clusters()
                                .resourceArns(arn + 1, arn + 2, arn + 3, arn + 4, arn + 5, arn + 6)),
                        "less than or equal to 5"),
                refused(
                        "filter without values",
                        target(FisFixture.clusters()
                                .resourceTags(Map.of("a", "b"))
                                .filters(FisFixture.filter("Status"))),
                        "filters.values"),
                refused(
                        "odd parameter",
                        target(FisFixture.clusters()
                                .resourceTags(Map.of("a", "b"))
                                .parameters(Map.of("zone", "a"))),
                        "Unexpected parameter \"zone\" found in target \"db\"."));
    }

    private static Arguments refused(
            String name, Consumer<CreateExperimentTemplateRequest.Builder> change, String message) {
        return arguments(name, change, message);
    }

    private static Consumer<CreateExperimentTemplateRequest.Builder> action(
            CreateExperimentTemplateActionInput.Builder action) {
        return d -> d.actions(Map.of("it", action.build()));
    }

    private static Consumer<CreateExperimentTemplateRequest.Builder> rebooting(
            CreateExperimentTemplateActionInput.Builder action) {
        return d -> d.actions(Map.of("it", action.build()))
                .targets(Map.of(
                        "db",
                        FisFixture.instances().resourceTags(Map.of("a", "b")).build()));
    }

    private static Consumer<CreateExperimentTemplateRequest.Builder> target(
            CreateExperimentTemplateTargetInput.Builder target) {
        return d -> d.actions(Map.of("it", FisFixture.failover())).targets(Map.of("db", target.build()));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource({"invalid", "invalidActions", "invalidTargets"})
    void refuses(String name, Consumer<CreateExperimentTemplateRequest.Builder> change, String message) {
        assertThatThrownBy(() -> fixture.template(change))
                .as(name)
                .isInstanceOf(ValidationException.class)
                .hasMessageContaining(message)
                .satisfies(
                        e -> assertThat(((ValidationException) e).statusCode()).isEqualTo(400));
    }

    @Test
    void knowsOnlyItsOwnActionsAndTypes() {
        assertThatThrownBy(() -> fixture.template(
                        action(FisFixture.hold("PT1M").toBuilder().actionId("aws:ebs:pause-volume-io"))))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("Action with ID aws:ebs:pause-volume-io not found.");
        assertThatThrownBy(() -> fixture.template(
                        target(FisFixture.clusters().resourceType("aws:eks:pod").resourceTags(Map.of("a", "b")))))
                .isInstanceOf(ResourceNotFoundException.class)
                .hasMessageContaining("aws:eks:pod");
    }

    @Test
    void acceptsAnAlarmAsStopCondition() {
        String id = fixture.template(d -> d.stopConditions(FisFixture.condition("aws:cloudwatch:alarm", ALARM)));

        assertThat(fixture.fis
                        .getExperimentTemplate(r -> r.id(id))
                        .experimentTemplate()
                        .stopConditions()
                        .get(0)
                        .value())
                .isEqualTo(ALARM);
    }

    @Test
    void keepsTheQuotas() {
        assertThatThrownBy(() -> fixture.template(d -> d.actions(waits(21, true))))
                .isInstanceOf(ServiceQuotaExceededException.class)
                .hasMessageContaining("21 actions; the quota is 20");
        assertThatThrownBy(() -> fixture.template(d -> d.actions(waits(11, false))))
                .isInstanceOf(ServiceQuotaExceededException.class)
                .hasMessageContaining("More than 10 actions");
        assertThatThrownBy(() -> fixture.template(
                        d -> d.stopConditions(Collections.nCopies(6, FisFixture.condition("none", null)))))
                .isInstanceOf(ServiceQuotaExceededException.class)
                .hasMessageContaining("6 stop conditions; the quota is 5");
        assertThat(fixture.template(d -> d.actions(waits(20, true)))).isNotEmpty();
    }

    private static Map<String, CreateExperimentTemplateActionInput> waits(int count, boolean chained) {
        Map<String, CreateExperimentTemplateActionInput> waits = new TreeMap<>();
        for (int i = 0; i < count; i++) {
            waits.put(
                    "wait-" + i,
                    chained && i > 0 ? FisFixture.hold("PT1M", "wait-" + (i - 1)) : FisFixture.hold("PT1M"));
        }
        return waits;
    }
}
