package dev.crossfire.lab.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A process with everything below it.
 *
 * <p>On Linux the kernel's own lists are read, which takes a fraction of a millisecond. A scan of all processes of the
 * machine takes tens of milliseconds, during which a core is busy and the process to be killed serves on.
 */
final class ProcessTree {
    private static final Path PROC = Path.of("/proc");

    private ProcessTree() {}

    /** Returns what runs below a process, parents before their children; empty if it has ended. */
    static List<ProcessHandle> below(ProcessHandle process) {
        List<ProcessHandle> found = new ArrayList<>();
        try {
            gather(process.pid(), found);
            return found;
        } catch (IOException noSuchLists) {
            return process.descendants().toList();
        }
    }

    private static void gather(long pid, List<ProcessHandle> found) throws IOException {
        try (Stream<Path> threads = Files.list(PROC.resolve(pid + "/task"))) {
            for (Path thread : threads.toList()) {
                String children = Files.readString(thread.resolve("children"), StandardCharsets.US_ASCII);
                for (String child : children.trim().split(" +", -1)) {
                    Optional<ProcessHandle> handle =
                            child.isEmpty() ? Optional.empty() : ProcessHandle.of(Long.parseLong(child));
                    if (handle.isPresent()) {
                        found.add(handle.get());
                        gather(handle.get().pid(), found);
                    }
                }
            }
        }
    }
}
