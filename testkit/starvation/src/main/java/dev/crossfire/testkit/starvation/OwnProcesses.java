package dev.crossfire.testkit.starvation;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The processes of this build: everything below the Java process that started it, such as Maven, and what has left that
 * tree since.
 *
 * <p>The tests' own labs and load generators are not other work, though they fill a machine, too.
 */
final class OwnProcesses {
    /**
     * A process as {@code /proc/PID/stat} shows it.
     *
     * @param started tells a process from an earlier one with its number
     * @param ticks of itself and of its children that have ended
     */
    record Row(long pid, long parent, String name, long started, long ticks) {
        private static final int PARENT = 1;
        private static final int USER_TIME = 11;
        private static final int SYSTEM_TIME = 12;
        private static final int CHILDREN_USER_TIME = 13;
        private static final int CHILDREN_SYSTEM_TIME = 14;
        private static final int STARTED = 19;

        /** The name is in parentheses and may hold any of them, too. */
        static Row parse(String line) {
            int open = line.indexOf('(');
            int close = line.lastIndexOf(')');
            List<String> rest = List.of(line.substring(close + 2).split(" "));
            long ticks = Stream.of(USER_TIME, SYSTEM_TIME, CHILDREN_USER_TIME, CHILDREN_SYSTEM_TIME)
                    .mapToLong(at -> Long.parseLong(rest.get(at)))
                    .sum();
            return new Row(
                    Long.parseLong(line.substring(0, open).trim()),
                    Long.parseLong(rest.get(PARENT)),
                    line.substring(open + 1, close),
                    Long.parseLong(rest.get(STARTED).trim()),
                    ticks);
        }
    }

    private final long self;
    private final Set<List<Long>> known = new HashSet<>();

    OwnProcesses(long self) {
        this.self = self;
    }

    /** The processor's time of all of them so far. */
    long ticks() throws IOException {
        return ticks(rows());
    }

    long ticks(Map<Long, Row> rows) {
        Map<Long, List<Row>> children = new HashMap<>();
        for (Row row : rows.values()) {
            children.merge(row.parent(), List.of(row), (one, other) -> Stream.concat(one.stream(), other.stream())
                    .toList());
        }
        Deque<Row> open = new ArrayDeque<>();
        @Nullable Row root = root(rows);
        if (root != null) {
            open.add(root);
        }
        // Who was started by the build is the build's, though its starter has ended.
        rows.values().stream()
                .filter(row -> known.contains(List.of(row.pid(), row.started())))
                .forEach(open::add);
        Set<Long> counted = new HashSet<>();
        long ticks = 0;
        while (!open.isEmpty()) {
            Row next = open.remove();
            if (counted.add(next.pid())) {
                known.add(List.of(next.pid(), next.started()));
                ticks += next.ticks();
                open.addAll(children.getOrDefault(next.pid(), List.of()));
            }
        }
        return ticks;
    }

    /** The topmost Java process above this one, which is what started the build, or this one. */
    private @Nullable Row root(Map<Long, Row> rows) {
        @Nullable Row root = rows.get(self);
        Set<Long> seen = new HashSet<>();
        for (@Nullable Row above = root; above != null && seen.add(above.pid()); above = rows.get(above.parent())) {
            if (above.name().equals("java")) {
                root = above;
            }
        }
        return root;
    }

    private static Map<Long, Row> rows() throws IOException {
        Map<Long, Row> rows = new HashMap<>();
        try (Stream<Path> all = Files.list(Path.of("/proc"))) {
            for (Path folder : all.filter(OwnProcesses::isProcess).toList()) {
                try {
                    Row row = Row.parse(Files.readString(folder.resolve("stat")));
                    rows.put(row.pid(), row);
                } catch (IOException ended) {
                    // Its time is now its parent's.
                }
            }
        }
        return rows;
    }

    private static boolean isProcess(Path folder) {
        return Character.isDigit(folder.getFileName().toString().charAt(0));
    }
}
