package dev.crossfire.lab.process;

import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * The shell script that stands between the supervisor and a child.
 *
 * <p>End-of-file on standard input alone is not enough: a stopped child does not read it, and each PostgreSQL backend is
 * a process group of its own. The script reads the pipe instead of the child and kills what it started.
 */
final class Watchdog {
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
