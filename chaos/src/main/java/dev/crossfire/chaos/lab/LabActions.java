package dev.crossfire.chaos.lab;

import dev.crossfire.chaos.aws.ActionMapping;
import dev.crossfire.chaos.aws.ActionTable;
import dev.crossfire.chaos.disruption.Disruption.DisruptionSpec;
import dev.crossfire.chaos.faults.ActionValues;
import dev.crossfire.chaos.faults.DatabaseUnreachable;
import dev.crossfire.chaos.faults.MemoryStress;
import dev.crossfire.chaos.faults.NetworkLatency;
import dev.crossfire.chaos.faults.NetworkLoss;
import dev.crossfire.model.Capability;
import dev.crossfire.spi.EnvironmentProvider.InjectionMethod;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Stream;

/** Disruptions by actions that the lab's Fault Injection Service has and AWS's has not. */
final class LabActions {
    private static final String CACHE = "aws:elasticache:replicationgroup";

    /** These actions, and those that the lab shares with AWS. */
    static final ActionTable TABLE = ActionTable.AWS.with(List.of(
            cache(Capability.TAKEOVER, "failover"),
            cache(Capability.KILL, "kill"),
            cache(Capability.FLUSH, "flush"),
            link(Capability.LATENCY, "latency", spec -> latency(spec.settings(NetworkLatency.Settings.class))),
            link(Capability.LOSS, "loss", spec -> loss(spec.settings(NetworkLoss.Settings.class))),
            link(Capability.PARTITION, "blackhole", spec -> Map.of()),
            link(Capability.RESET, "reset", spec -> Map.of()),
            action(
                    "aws:rds:cluster",
                    Capability.UNREACHABLE,
                    "unreachable",
                    "lab:database:unreachable",
                    "Clusters",
                    spec -> unreachable(spec.settings(DatabaseUnreachable.Settings.class))),
            action("aws:ecs:task", Capability.PAUSE, "pause", "lab:process:pause", "Tasks", spec -> Map.of()),
            action(
                    "aws:ecs:task",
                    Capability.MEMORY,
                    "memory",
                    "lab:memory:stress",
                    "Tasks",
                    spec -> memory(spec.settings(MemoryStress.Settings.class)))));

    private static final InjectionMethod PODS = new InjectionMethod(
            Capability.PODS,
            "aws:ecs:task",
            "the lab's Kubernetes API: the replica's pod is deleted by its uid, and replaced by another in its slot",
            List.of());

    private static final Map<Capability, String> EFFECTS = Map.ofEntries(
            Map.entry(
                    Capability.FAILOVER,
                    "the writer is killed; the lab's failover manager notices, fences it, promotes the standby and"
                            + " repoints the endpoint"),
            Map.entry(Capability.POWER, "everything in the zone is killed and kept down"),
            Map.entry(Capability.ISOLATION, "everything in the zone runs on, behind links that drop what is sent"),
            Map.entry(Capability.PAUSE, "the processes get a SIGSTOP, and a SIGCONT at the end"),
            Map.entry(Capability.CPU, "the processes keep threads busy, and stop by themselves after the duration"),
            Map.entry(
                    Capability.MEMORY, "the processes fill their heap, and empty it by themselves after the duration"),
            Map.entry(Capability.LATENCY, "the link delays what is sent"),
            Map.entry(Capability.LOSS, "the link delays what is sent as TCP would after a loss"),
            Map.entry(Capability.PARTITION, "the link drops what is sent and closes no connection"),
            Map.entry(Capability.RESET, "the link resets its connections"),
            Map.entry(Capability.UNREACHABLE, "the links to the database drop what is sent"),
            Map.entry(
                    Capability.WORKFLOW,
                    "the command that was registered under the document's name when the lab was started"));

    private LabActions() {}

    private static ActionMapping cache(Capability capability, String verb) {
        return action(CACHE, capability, verb, "lab:cache:" + verb, "ReplicationGroups", spec -> Map.of());
    }

    private static ActionMapping link(
            Capability capability, String verb, Function<DisruptionSpec, Map<String, String>> parameters) {
        return action("lab:link", capability, verb, "lab:link:" + verb, "Links", parameters);
    }

    private static ActionMapping action(
            String type,
            Capability capability,
            String step,
            String action,
            String targetKey,
            Function<DisruptionSpec, Map<String, String>> parameters) {
        return ActionMapping.of(type, capability, step, action, targetKey, parameters);
    }

    private static Map<String, String> latency(NetworkLatency.Settings settings) {
        return Map.of(
                "delayMilliseconds", ActionValues.millis(settings.delay()),
                "jitterMilliseconds", ActionValues.millis(settings.varies()));
    }

    private static Map<String, String> loss(NetworkLoss.Settings settings) {
        return Map.of("lossPercent", ActionValues.percent(settings.share()));
    }

    private static Map<String, String> unreachable(DatabaseUnreachable.Settings settings) {
        return Map.of("mode", settings.meets().name().toLowerCase(Locale.ROOT));
    }

    private static Map<String, String> memory(MemoryStress.Settings settings) {
        return Map.of("percent", ActionValues.percent(settings.load()));
    }

    /** How disruptions are made on the lab, with their effects; no permission is needed there. */
    static List<InjectionMethod> methods() {
        return Stream.concat(TABLE.methods().stream().map(LabActions::explained), Stream.of(PODS))
                .toList();
    }

    private static InjectionMethod explained(InjectionMethod injectionMethod) {
        String effect = EFFECTS.get(injectionMethod.capability());
        String how = effect == null ? injectionMethod.how() : injectionMethod.how() + ": " + effect;
        return new InjectionMethod(injectionMethod.capability(), injectionMethod.type(), how, List.of());
    }
}
