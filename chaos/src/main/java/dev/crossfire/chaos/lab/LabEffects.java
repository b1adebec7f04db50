package dev.crossfire.chaos.lab;

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

    private LabEffects() {}

    /** How disruptions are made on the lab, with their effects; no permission is needed there. */
    static List<InjectionMethod> injectionMethods() {
        return Stream.concat(LabActions.TABLE.methods().stream().map(LabEffects::explained), Stream.of(PODS))
                .toList();
    }

    private static InjectionMethod explained(InjectionMethod injectionMethod) {
        String effect = EFFECTS.get(injectionMethod.capability());
        String how = effect == null ? injectionMethod.how() : injectionMethod.how() + ": " + effect;
        return new InjectionMethod(injectionMethod.capability(), injectionMethod.type(), how, List.of());
    }
}
