package dev.crossfire.simulations.benchmark;

import java.io.BufferedReader;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What a verdict costs: judging and reporting a run by Crossfire against Gatling's own report of as many requests.
 *
 * <p>Gatling's log comes from a run of its own, one that takes some minutes. Both are then timed as whole processes, in
 * alternating pairs, each with the Java options of its own launcher.
 *
 * <pre>java -cp 'simulations/target/simulations-0.1.0.jar:simulations/target/lib/*' \
 *     dev.crossfire.simulations.benchmark.ReportCost RUN [pairs [rate [seconds]]]</pre>
 */
public final class ReportCost {
    private static final int[] DEFAULTS = {5, 2000, 500};
    private static final int LIFETIME_BEYOND_SECONDS = 120;

    private final Path work;
    private final Path run;

    private ReportCost(Path work, Path run) {
        this.work = work;
        this.run = run;
    }

    /** Measures and prints; leaves nothing behind but the run's reports. */
    public static void main(String[] args) throws IOException, InterruptedException {
        if (args.length == 0) {
            throw new IllegalArgumentException("missing run directory; MillionRequests writes one");
        }
        int[] numbers = DEFAULTS.clone();
        for (int i = 1; i < args.length; i++) {
            numbers[i - 1] = Integer.parseInt(args[i]);
        }
        Path work = Files.createTempDirectory("report-cost");
        try {
            new ReportCost(work, Path.of(args[0]).toAbsolutePath()).measure(numbers[0], numbers[1], numbers[2]);
        } finally {
            ChildProcesses.delete(work);
        }
    }

    private void measure(int pairs, int rate, int seconds) throws IOException, InterruptedException {
        System.out.printf("Gatling makes %,d requests, in %d s%n", rate * seconds, seconds);
        Path log = log(rate, seconds);
        AlternatingPairs.measure(
                pairs,
                () -> seconds(gatling(log)),
                () -> seconds(crossfire()),
                (gatling, crossfire) ->
                        String.format(Locale.ROOT, "Gatling %.2f s, Crossfire %.2f s", gatling, crossfire),
                System.out);
    }

    /** The folder of a log that plain Gatling wrote. */
    private Path log(int rate, int seconds) throws IOException, InterruptedException {
        Process server = ChildProcesses.server();
        try (BufferedReader port = server.inputReader(StandardCharsets.UTF_8)) {
            Process plain = ChildProcesses.plainGatling(
                    work,
                    Map.of(
                            SteadySimulation.URL, "http://127.0.0.1:" + port.readLine(),
                            SteadySimulation.RATE, String.valueOf(rate),
                            SteadySimulation.WARM_UP, "0",
                            SteadySimulation.SECONDS, String.valueOf(seconds),
                            SteadySimulation.RESULT, work.resolve("cpu-nanos").toString()));
            end(plain, seconds + LIFETIME_BEYOND_SECONDS);
        } finally {
            server.destroyForcibly();
        }
        try (Stream<Path> runs = Files.list(work.resolve("results"))) {
            @Nullable Path log = runs.findFirst().orElse(null);
            if (log == null) {
                throw new IOException("Gatling left no log; its output:\n" + said());
            }
            return log;
        }
    }

    private static ProcessBuilder gatling(Path log) {
        ProcessBuilder report = ChildProcesses.java(
                "io.gatling.app.Gatling",
                Map.of(),
                List.of(
                        "-ro",
                        log.getFileName().toString(),
                        "-rf",
                        log.resolveSibling("").toString()));
        // Its own launcher leaves the choice of compiler to the JVM.
        report.command().removeIf(option -> option.startsWith("-XX:TieredStopAtLevel"));
        return report;
    }

    private ProcessBuilder crossfire() {
        return new ProcessBuilder(Path.of("crossfire").toAbsolutePath().toString(), "judge", run.toString());
    }

    private double seconds(ProcessBuilder command) throws IOException, InterruptedException {
        long began = System.nanoTime();
        end(ChildProcesses.into(work, command), LIFETIME_BEYOND_SECONDS);
        return (System.nanoTime() - began) / 1e9;
    }

    /** A verdict's exit code may be any up to 3; above it, nothing was judged. */
    private void end(Process process, int patience) throws IOException, InterruptedException {
        try {
            if (!process.waitFor(patience, TimeUnit.SECONDS) || process.exitValue() == 2 || process.exitValue() > 3) {
                throw new IOException("a process failed or took too long; its output:\n" + said());
            }
        } finally {
            process.destroyForcibly();
        }
    }

    private String said() throws IOException {
        return Files.readString(work.resolve("said"));
    }
}
