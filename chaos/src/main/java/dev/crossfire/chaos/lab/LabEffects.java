package dev.crossfire.chaos.lab;

import dev.crossfire.chaos.aws.ActionTable;
import dev.crossfire.model.Capability;
import dev.crossfire.spi.InjectionMethod;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** The effects of disruptions on the lab's processes, as text. */
final class LabEffects {
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
            Map.entry(
                    Capability.ISOLATION, "everything in the zone goes on, behind links that swallow what they carry"),
            Map.entry(Capability.PAUSE, "the processes get a SIGSTOP, and a SIGCONT at the end"),
            Map.entry(Capability.CPU, "the processes keep threads busy, and stop by themselves in time"),
            Map.entry(Capability.MEMORY, "the processes fill their heap, and empty it by themselves in time"),
            Map.entry(Capability.LATENCY, "the link holds back what it carries"),
            Map.entry(Capability.LOSS, "the link makes what it carries wait as TCP would for what was lost"),
            Map.entry(Capability.PARTITION, "the link swallows what it carries and closes nothing"),
            Map.entry(Capability.RESET, "the link resets its connections"),
            Map.entry(Capability.UNREACHABLE, "the links to the database swallow what they carry"),
            Map.entry(Capability.WORKFLOW, "the command that whoever started the lab has given the document's name"));

    private LabEffects() {}

    /** How disruptions are made on the lab, with their effects. */
    static List<InjectionMethod> ways() {
        return Stream.concat(ActionTable.waysOnLab().stream().map(LabEffects::explained), Stream.of(PODS))
                .toList();
    }

    private static InjectionMethod explained(InjectionMethod injectionMethod) {
        String effect = EFFECTS.get(injectionMethod.capability());
        return effect == null
                ? injectionMethod
                : new InjectionMethod(
                        injectionMethod.capability(),
                        injectionMethod.type(),
                        injectionMethod.how() + ": " + effect,
                        injectionMethod.permissions());
    }
}
