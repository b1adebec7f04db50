package dev.crossfire.series;

import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.Plan;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A run as a process, on its way to be treated badly. */
public final class Victim implements AutoCloseable {
    /** What a shell starts in the background ignores Ctrl-C, and so does all that it starts, a series of tests too. */
    private static final List<String> HEARS_CTRL_C =
            List.of("perl", "-e", "$SIG{INT} = 'DEFAULT'; exec { $ARGV[0] } @ARGV or die $!");

    /** Beside the run's folder: where Java puts temporary files while it is being treated badly. */
    private static final String TEMPORARY = "tmp";

    private final Path run;
    private final Path printed;
    private final Process process;

    private Victim(Path run, Path printed, Process process) {
        this.run = run;
        this.printed = printed;
        this.process = process;
    }

    /** Starts {@code crossfire run}; what it prints lies beside its folder. */
    public static Victim start(Path home, Path scenario, String environment, long seed, Path run) throws IOException {
        return start(home, scenario, environment, seed, RunPlace.of(run));
    }

    /** As above, in a place of its own; what it prints lies beside its folder, or above where the disk fills up. */
    static Victim start(Path home, Path scenario, String environment, long seed, RunPlace place) throws IOException {
        Path run = place.run();
        Path temporary = Files.createDirectory(run.resolveSibling(TEMPORARY));
        ProcessBuilder builder = builder(
                home,
                place.printed(),
                "run",
                scenario.toString(),
                "--env",
                environment,
                "--seed",
                Long.toString(seed),
                "--out",
                run.toString(),
                "--quiet");
        builder.environment().put("JAVA_TOOL_OPTIONS", "-Djava.io.tmpdir=" + temporary);
        builder.environment().putAll(place.variables());
        return new Victim(run, place.printed(), builder.start());
    }

    /** Starts the program as users do; it was built before. */
    static Process crossfire(Path home, Path output, String... arguments) throws IOException {
        return builder(home, output, arguments).start();
    }

    private static ProcessBuilder builder(Path home, Path output, String... arguments) {
        List<String> command = new ArrayList<>(HEARS_CTRL_C);
        command.add(home.resolve("crossfire").toString());
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(output.toFile()));
        builder.environment().put("CROSSFIRE_NO_BUILD", "1");
        return builder;
    }

    /** What the run, its guardian and its generator have left where Java puts temporary files. */
    List<String> temporaryFiles() throws IOException {
        List<String> all = new ArrayList<>();
        for (Path folder : List.of(run.resolveSibling(TEMPORARY), run.resolve("generator.tmp"))) {
            if (Files.isDirectory(folder)) {
                try (Stream<Path> files = Files.list(folder)) {
                    files.forEach(file -> all.add(file.getFileName().toString()));
                }
            }
        }
        return all;
    }

    List<JournalEvent> events() throws IOException {
        Path file = run.resolve("journal.jsonl");
        return Files.exists(file) ? Journal.read(file) : List.of();
    }

    /** Whether another process has taken over healing. */
    boolean isFenced() {
        return Files.exists(run.resolve("fence.json"));
    }

    /** What it was to do; empty when it never got as far. */
    Optional<Plan> plan(Kinds kinds) throws IOException {
        RunDirectory directory = new RunDirectory(run, kinds);
        return Files.exists(directory.planFile()) ? Optional.of(directory.plan()) : Optional.empty();
    }

    /** When its load had its t = 0. */
    Optional<Instant> zero() throws IOException {
        return events().stream()
                .filter(JournalEvent.LoadStarted.class::isInstance)
                .map(event -> ((JournalEvent.LoadStarted) event).zero())
                .findFirst();
    }

    String lastEvent() throws IOException {
        List<JournalEvent> events = events();
        return events.isEmpty()
                ? "nothing"
                : events.get(events.size() - 1).getClass().getSimpleName();
    }

    public ProcessHandle conductor() {
        return process.toHandle();
    }

    boolean isAlive() {
        return process.isAlive();
    }

    public boolean hasEnded(Duration within) throws InterruptedException {
        return process.waitFor(within.toMillis(), TimeUnit.MILLISECONDS);
    }

    int exitCode() {
        return process.exitValue();
    }

    /** Every process that works for this run, its conductor too: each has the run's folder among its words. */
    public List<ProcessHandle> family() {
        try (Stream<ProcessHandle> all = ProcessHandle.allProcesses()) {
            return all.filter(ProcessHandle::isAlive)
                    .filter(one -> one.info()
                            .commandLine()
                            .filter(words -> words.contains(run.toString()))
                            .isPresent())
                    .toList();
        }
    }

    void killGuardian() {
        kill("dev.crossfire.guardian.Guardian");
    }

    void killGenerator() {
        kill("generator.json");
    }

    private void kill(String word) {
        family().stream()
                .filter(one -> one.info()
                        .commandLine()
                        .filter(words -> words.contains(word))
                        .isPresent())
                .forEach(ProcessHandle::destroyForcibly);
    }

    /** What it has printed so far. */
    String printed() throws IOException {
        return Files.readString(printed).strip();
    }

    /** As {@code kill -NAME}. */
    public void signal(String name) throws IOException, InterruptedException {
        new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                .inheritIO()
                .start()
                .waitFor();
    }

    @Override
    public void close() {
        family().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly();
    }
}
