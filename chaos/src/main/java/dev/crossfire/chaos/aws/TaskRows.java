package dev.crossfire.chaos.aws;

import dev.crossfire.model.Capability;
import java.util.List;
import java.util.Map;

/** Harm to the processes of tasks. */
final class TaskRows {
    static final String TASK = "aws:ecs:task";

    static final List<Row> ALL =
            List.of(Row.of(TASK, Capability.PAUSE, "pause", "lab:process:pause", "Tasks", List.of(), harm -> Map.of()));

    private TaskRows() {}
}
