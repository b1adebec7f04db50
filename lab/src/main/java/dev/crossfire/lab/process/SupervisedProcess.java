package dev.crossfire.lab.process;

import dev.crossfire.lab.cache.PrivateFile;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * A running child process under a watchdog: it ends, with all its descendants, shortly after this JVM does, however
 * this JVM ends.
 */
public final class SupervisedProcess {
    private final ChildSpec spec;
    private final Process watchdog;
    private final long pid;
    private final Optional<ProcessHandle> handle;
    private final CompletableFuture<Integer> exit;

    private SupervisedProcess(ChildSpec spec, Process watchdog, long pid) {
        this.spec = spec;
        this.watchdog = watchdog;
        this.pid = pid;
        this.handle = ProcessHandle.of(pid);
        this.exit = watchdog.onExit().thenApply(this::leftBehind);
    }

    /**
     * Starts a child.
     *
     * @throws IOException if neither the watchdog nor the child was started
     */
    public static SupervisedProcess start(ChildSpec spec) throws IOException {
        Process watchdog = Watchdog.start(spec);
        BufferedReader out =
                new BufferedReader(new InputStreamReader(watchdog.getInputStream(), StandardCharsets.US_ASCII));
        String line = out.readLine();
        if (line == null) {
            watchdog.destroyForcibly();
            throw new IOException("the watchdog of " + spec.name() + " ended before it had started its child; see "
                    + spec.log() + ", and whether /bin/sh and ps work here");
        }
        return new SupervisedProcess(spec, watchdog, Long.parseLong(line.trim()));
    }

    /** Returns the child's name. */
    public String name() {
        return spec.name();
    }

    /** Returns the process id of the child itself, not of its watchdog. */
    public long pid() {
        return pid;
    }

    /** Returns whether the child has not ended yet; a stopped child is alive. */
    public boolean alive() {
        return !exit.isDone();
    }

    /** Completes with the exit code once the child has ended and was reaped; 128 + n after signal n. */
    public CompletableFuture<Integer> exit() {
        return exit;
    }

    /** Requests the child to end by itself, with SIGTERM. */
    void terminate() {
        handle.ifPresent(ProcessHandle::destroy);
    }

    /**
     * Kills the child and its descendants at once with SIGKILL, as the loss of a machine would.
     *
     * @return the processes that were there, for a proof of their death
     */
    public List<ProcessHandle> kill() {
        List<ProcessHandle> kids = handle.map(ProcessTree::below).orElse(List.of());
        handle.ifPresent(ProcessHandle::destroyForcibly);
        kids.forEach(ProcessHandle::destroyForcibly);
        return Stream.concat(handle.stream(), kids.stream()).toList();
    }

    /** Lets the watchdog kill the child and everything below it; returns at once. */
    public void close() {
        try {
            watchdog.getOutputStream().close();
        } catch (IOException e) {
            // The pipe is broken because the watchdog has ended already, and with it the child.
            kill();
        }
    }

    /** Covers a watchdog that was itself killed: its pipe's end makes the other half of it kill the child. */
    private int leftBehind(Process ended) {
        close();
        kill();
        return ended.exitValue();
    }

    /**
     * A process with everything below it.
     *
     * <p>On Linux the kernel's own lists are read, which takes a fraction of a millisecond. A scan of all processes of the
     * machine takes tens of milliseconds, during which a core is busy and the process to be killed serves on.
     */
    static final class ProcessTree {
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

    /**
     * The shell script that stands between the supervisor and a child.
     *
     * <p>End-of-file on standard input alone is not enough: a stopped child does not read it, and each PostgreSQL backend is
     * a process group of its own. The script reads the pipe instead of the child and kills what it started.
     */
    static final class Watchdog {
        private static final String SCRIPT = script();
        private static final List<String> OWN_SESSION = ownSession();
        private static final String PATH = "/usr/local/bin:/usr/bin:/bin:/usr/sbin:/sbin";

        private Watchdog() {}

        static Process start(ChildSpec spec) throws IOException {
            List<String> command = new ArrayList<>(OWN_SESSION);
            command.addAll(List.of(
                    "/bin/sh", "-c", SCRIPT, "crossfire-watchdog", spec.log().toString()));
            command.addAll(spec.command());
            ProcessBuilder builder = new ProcessBuilder(command);
            Map<String, String> environment = builder.environment();
            environment.clear();
            environment.put("PATH", PATH);
            environment.put("LC_ALL", "C");
            environment.put("TZ", "UTC");
            environment.putAll(spec.environment());
            PrivateFile.createIfMissing(spec.log());
            builder.redirectError(ProcessBuilder.Redirect.appendTo(spec.log().toFile()));
            // Never inside the lab's own folder: a working directory that was deleted makes shells complain.
            builder.directory(new File("/"));
            return builder.start();
        }

        /** A session of its own keeps a terminal's Ctrl-C from reaching databases behind the supervisor's back. */
        private static List<String> ownSession() {
            if (Files.isExecutable(Path.of("/usr/bin/setsid"))) {
                return List.of("/usr/bin/setsid");
            }
            if (Files.isExecutable(Path.of("/usr/bin/perl"))) {
                return List.of("/usr/bin/perl", "-e", "use POSIX; POSIX::setsid(); exec @ARGV");
            }
            return List.of();
        }

        private static String script() {
            try (InputStream in = Watchdog.class.getResourceAsStream("watchdog.sh")) {
                if (in == null) {
                    throw new IllegalStateException("watchdog.sh is missing from the lab's jar: build it again");
                }
                return new String(in.readAllBytes(), StandardCharsets.UTF_8);
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
