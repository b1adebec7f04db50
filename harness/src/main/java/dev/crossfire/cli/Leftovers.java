package dev.crossfire.cli;

import java.util.List;
import java.util.Optional;

/** Processes of ours whose owner is gone. */
final class Leftovers {
    private static final List<String> OURS = List.of(
            "dev.crossfire.lab.Lab",
            "dev.crossfire.guardian.Guardian",
            "dev.crossfire.simulations.Generator",
            "dev.crossfire.lab.shop.Shop");

    private Leftovers() {}

    /** Finds them; a lab that was started in the background is none. */
    static List<ProcessHandle> find() {
        return ProcessHandle.allProcesses()
                .filter(process -> isOurs(process) && isOrphan(process))
                .toList();
    }

    private static boolean isOurs(ProcessHandle process) {
        Optional<String> command = process.info().commandLine();
        return command.isPresent()
                && OURS.stream().anyMatch(command.get()::contains)
                && !command.get().contains("--detached");
    }

    private static boolean isOrphan(ProcessHandle process) {
        return process.parent().map(parent -> parent.pid() == 1).orElse(true);
    }
}
