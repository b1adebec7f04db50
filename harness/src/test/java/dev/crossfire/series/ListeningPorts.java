package dev.crossfire.series;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The TCP ports on which a process listens, as Linux shows them. */
final class ListeningPorts {
    private static final String LISTEN = "0A";
    private static final int ADDRESS = 1;
    private static final int STATE = 3;
    private static final int INODE = 9;
    private static final int HEXADECIMAL = 16;

    private ListeningPorts() {}

    static List<Integer> of(ProcessHandle process) throws IOException {
        Map<String, Integer> ports = new HashMap<>();
        for (String table : List.of("/proc/net/tcp", "/proc/net/tcp6")) {
            if (Files.exists(Path.of(table))) {
                for (String line : Files.readAllLines(Path.of(table))) {
                    String[] words = line.trim().split("\\s+", -1);
                    if (words.length > INODE && words[STATE].equals(LISTEN)) {
                        String port = words[ADDRESS].substring(words[ADDRESS].lastIndexOf(':') + 1);
                        ports.put("socket:[" + words[INODE] + "]", Integer.parseInt(port, HEXADECIMAL));
                    }
                }
            }
        }
        Set<Integer> found = new HashSet<>();
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(process.pid()), "fd"))) {
            for (Path descriptor : descriptors.toList()) {
                try {
                    Integer port = ports.get(Files.readSymbolicLink(descriptor).toString());
                    if (port != null) {
                        found.add(port);
                    }
                } catch (IOException closed) {
                    // Between the listing and here.
                }
            }
        }
        List<Integer> sorted = new ArrayList<>(found);
        sorted.sort(null);
        return sorted;
    }
}
