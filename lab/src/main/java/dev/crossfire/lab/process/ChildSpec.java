package dev.crossfire.lab.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * The specification of a child process.
 *
 * @param name how the truth log and messages call it, for example {@code shop-1a-1}
 * @param command the program and its arguments; secrets do not belong here, because all users can list processes
 * @param environment the child's whole environment, beyond the search path; the owner's own is not passed on
 * @param log the file that the child's output is appended to
 */
public record ChildSpec(String name, List<String> command, Map<String, String> environment, Path log) {
    public ChildSpec {
        command = List.copyOf(command);
        environment = Map.copyOf(environment);
    }
}
