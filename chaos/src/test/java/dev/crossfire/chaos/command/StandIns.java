package dev.crossfire.chaos.command;

import dev.crossfire.model.environment.Secret;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** A folder of small shell scripts in place of the programs that recipes call, and one in which they keep their state. */
final class StandIns {
    private static final List<String> PROGRAMS = List.of(
            "ansible-playbook",
            "aws",
            "chaos",
            "curl",
            "docker",
            "kubectl",
            "kubectl-chaos-mesh",
            "nft",
            "patronictl",
            "ps",
            "redis-cli",
            "ssh",
            "sudo",
            "systemctl",
            "systemd-run",
            "tc",
            "terraform");

    private final Path state;
    private final Map<String, Secret> variables;

    private StandIns(Path bin, Path state) {
        this.state = state;
        this.variables = Map.of(
                "PATH", new Secret(bin + ":/usr/bin:/bin"),
                "STATE", new Secret(state.toString()),
                "FLAG_TOKEN", new Secret("t0ken"));
    }

    static StandIns in(Path folder) throws IOException {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        for (String program : PROGRAMS) {
            try (InputStream script = Objects.requireNonNull(StandIns.class.getResourceAsStream("bin/" + program))) {
                Path file = bin.resolve(program);
                Files.copy(script, file);
                if (!file.toFile().setExecutable(true)) {
                    throw new IOException(file + " cannot be made executable");
                }
            }
        }
        return new StandIns(bin, Files.createDirectories(folder.resolve("state")));
    }

    /** How commands find them: {@code env} looks for programs where its variable says. */
    CommandSettings settings() {
        return new CommandSettings(Duration.ofSeconds(20), null, variables);
    }

    Path state() {
        return state;
    }

    /** Something happens to what they stand in for: they look whether a file of that name exists. */
    Path happen(String what) throws IOException {
        return Files.createFile(state.resolve(what));
    }

    /** What they were called with, a line each. */
    List<String> calls() throws IOException {
        return Files.readAllLines(state.resolve("log"));
    }

    /** A cluster has come to rest, as it does by itself after a failover. */
    void settle() throws IOException {
        happen("settled");
    }

    /** The timers of a host elapse: what systemd-run was given runs, and is forgotten. */
    void elapse() throws IOException, InterruptedException {
        try (var timers = Files.list(state.resolve("timers"))) {
            for (Path timer : timers.toList()) {
                ProcessBuilder undo = new ProcessBuilder("env", "sh", timer.toString());
                variables.forEach((name, value) -> undo.environment().put(name, value.reveal()));
                int code = undo.inheritIO().start().waitFor();
                if (code != 0) {
                    throw new IOException(Files.readString(timer) + " ended with exit code " + code);
                }
                Files.delete(timer);
            }
        }
    }
}
