package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.faults.CpuStress;
import dev.crossfire.chaos.faults.MemoryStress;
import dev.crossfire.model.Capability;
import java.util.List;
import java.util.Map;

/** Disruptions of the processes of tasks. */
final class TaskRows {
    static final String TASK = "aws:ecs:task";

    private static final String PERCENT = "percent";

    /** FIS reaches tasks through the agent of Systems Manager that runs beside them. */
    private static final List<String> AGENT = List.of("ssm:SendCommand", "ssm:ListCommands", "ssm:CancelCommand");

    static final List<ActionMapping> ALL = List.of(
            ActionMapping.of(
                    TASK, Capability.PAUSE, "pause", "lab:process:pause", "Tasks", List.of(), spec -> Map.of()),
            ActionMapping.of(
                    TASK,
                    Capability.CPU,
                    "cpu",
                    "aws:ecs:task-cpu-stress",
                    "Tasks",
                    AGENT,
                    spec -> Map.of(PERCENT, spec.parameter(CpuStress.PERCENT), "workers", "0")),
            ActionMapping.of(
                    TASK,
                    Capability.MEMORY,
                    "memory",
                    "lab:memory:stress",
                    "Tasks",
                    List.of(),
                    spec -> Map.of(PERCENT, spec.parameter(MemoryStress.PERCENT))));

    private TaskRows() {}
}
