package dev.crossfire.chaos.aws;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.chaos.aws.AwsSettings.AwsRole;
import dev.crossfire.chaos.faults.FisFault;
import dev.crossfire.evidence.Json;
import dev.crossfire.model.Capability;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.EnvironmentProvider.FaultUse;
import dev.crossfire.spi.EnvironmentProvider.InjectionMethod;
import dev.crossfire.spi.EnvironmentProvider.PermissionDocument;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;

/**
 * The IAM policies that a scenario needs: of the identity that runs Crossfire, and of the role as which FIS acts.
 *
 * @see <a href="https://docs.aws.amazon.com/fis/latest/userguide/getting-started-iam-service-role.html">Experiment role</a>
 */
record AwsPolicies(ProviderSettings<AwsSettings, AwsRole> own, List<FaultUse> faults) {
    private static final List<String> CONDUCTOR = List.of(
            "fis:CreateExperimentTemplate",
            "fis:DeleteExperimentTemplate",
            "fis:GetExperiment",
            "fis:GetExperimentTemplate",
            "fis:ListExperimentResolvedTargets",
            "fis:ListExperimentTemplates",
            "fis:ListExperiments",
            "fis:StartExperiment",
            "fis:StopExperiment",
            "fis:TagResource",
            "tag:GetResources");

    private static final String EVERYTHING = "*";

    /** All policies. */
    List<PermissionDocument> documents() {
        String assumed = own.settings().role();
        List<PermissionDocument> all = new ArrayList<>();
        ObjectNode conductor = policy();
        allow(conductor, CONDUCTOR, EVERYTHING);
        allow(conductor, List.of("iam:PassRole"), own.settings().experimentRole());
        all.add(new PermissionDocument(
                "crossfire-policy.json",
                assumed == null
                        ? "for the identity that runs Crossfire"
                        : "for the role " + assumed + ", which Crossfire assumes",
                Json.pretty(conductor)));
        if (assumed != null) {
            ObjectNode assume = policy();
            allow(assume, List.of("sts:AssumeRole"), assumed);
            all.add(new PermissionDocument(
                    "crossfire-assume-policy.json",
                    "for the identity that runs Crossfire; the role must trust it",
                    Json.pretty(assume)));
        }
        Set<String> permissions = new TreeSet<>(permissions());
        if (permissions.isEmpty()) {
            // A policy that allows nothing is refused by IAM, and FIS acts on nothing.
            return all;
        }
        all.add(experimentRole(permissions));
        all.add(new PermissionDocument(
                "experiment-role-trust.json",
                "the trust policy of " + own.settings().experimentRole(),
                Json.pretty(trust())));
        return all;
    }

    private PermissionDocument experimentRole(Set<String> permissions) {
        Set<String> actions = new TreeSet<>();
        Set<String> unlisted = new TreeSet<>();
        for (String permission : permissions) {
            (permission.matches("\\S+:\\S+") ? actions : unlisted).add(permission);
        }
        ObjectNode policy = policy();
        allow(policy, actions, EVERYTHING);
        return new PermissionDocument(
                "experiment-role-policy.json",
                "for " + own.settings().experimentRole() + ", as which FIS acts"
                        + (unlisted.isEmpty() ? "" : "; add " + String.join(", ", unlisted)),
                Json.pretty(policy));
    }

    /** Of the faults, and of what looks up the roles' resources. */
    private List<String> permissions() {
        List<String> all = new ArrayList<>();
        faults.forEach(use -> all.addAll(ofFault(use)));
        for (AwsRole role : own.roles().values()) {
            AwsSettings.AvailabilityZone zone = role.zone();
            if (zone != null) {
                all.addAll(ActionPermissions.of(
                        zone.power() == null ? List.of() : zone.power().actions()));
                all.addAll(ofMethods(Set.of(Capability.POWER, Capability.ISOLATION), ZoneActions.ZONE));
            } else {
                PreviewAction.action(type(role)).ifPresent(action -> all.addAll(ActionPermissions.of(action)));
            }
        }
        return all;
    }

    private static String type(AwsRole role) {
        AwsSettings.FisResource resource = role.resource();
        return resource != null
                ? resource.type()
                : role.rdsCluster() != null ? DatabaseActions.CLUSTER : DatabaseActions.INSTANCE;
    }

    private static List<String> ofFault(FaultUse use) {
        if (use.fault().settings() instanceof FisFault.Settings given && given.action() != null) {
            return ActionPermissions.find(given.action())
                    .orElse(List.of("what AWS's reference lists for " + given.action()));
        }
        return use.targets().stream()
                .flatMap(target -> ofMethods(use.uses(), target.type()).stream())
                .toList();
    }

    private static List<String> ofMethods(Collection<Capability> uses, String type) {
        return ActionTable.AWS.methods().stream()
                .filter(method -> uses.contains(method.capability()))
                .filter(method -> method.type().equals(type) || method.type().equals(EVERYTHING))
                .map(InjectionMethod::permissions)
                .flatMap(List::stream)
                .toList();
    }

    private static ObjectNode policy() {
        ObjectNode policy = JsonNodeFactory.instance.objectNode().put("Version", "2012-10-17");
        policy.putArray("Statement");
        return policy;
    }

    private static void allow(ObjectNode policy, Collection<String> actions, String resource) {
        ObjectNode statement = policy.withArray("Statement").addObject().put("Effect", "Allow");
        actions.forEach(statement.putArray("Action")::add);
        statement.put("Resource", resource);
    }

    private static ObjectNode trust() {
        ObjectNode policy = policy();
        ObjectNode statement = policy.withArray("Statement").addObject().put("Effect", "Allow");
        statement.putObject("Principal").put("Service", "fis.amazonaws.com");
        statement.put("Action", "sts:AssumeRole");
        return policy;
    }
}
