package dev.crossfire.simulations.benchmark;

import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Load.JvmOptions;
import dev.crossfire.simulations.GeneratorCommand;
import dev.crossfire.simulations.GeneratorConfig;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * What recording costs: CPU per request of a recorded run against a plain Gatling's, in alternating pairs.
 *
 * <p>Both kinds run the same simulation in a fresh process, at the same rate, against one server in another process,
 * and are measured after warm-up. Plain Gatling writes its own log, as by default.
 *
 * <pre>java -cp 'simulations/target/simulations-0.1.0.jar:simulations/target/lib/*' \
 *     dev.crossfire.simulations.benchmark.RecordingCost [pairs [rate [seconds [warm-up seconds]]]]</pre>
 */
public final class RecordingCost {
    private static final int[] DEFAULTS = {20, 1000, 20, 20};
    private static final int LIFETIME_BEYOND_SECONDS = 60;

    private final int rate;
    private final int seconds;
    private final int warmUpSeconds;
    private final Path work;
    private final String url;

    private RecordingCost(int[] numbers, Path work, String url) {
        rate = numbers[1];
        seconds = numbers[2];
        warmUpSeconds = numbers[3];
        this.work = work;
        this.url = url;
    }

    /** Measures and prints; leaves nothing behind. */
    public static void main(String[] args) throws IOException, InterruptedException {
        int[] numbers = DEFAULTS.clone();
        for (int i = 0; i < args.length; i++) {
            numbers[i] = Integer.parseInt(args[i]);
        }
        Path work = Files.createTempDirectory("recording-cost");
        Process server = ChildProcesses.server();
        try (BufferedReader port = server.inputReader(StandardCharsets.UTF_8)) {
            new RecordingCost(numbers, work, "http://127.0.0.1:" + port.readLine()).measure(numbers[0], System.out);
        } finally {
            server.destroyForcibly();
            ChildProcesses.delete(work);
        }
    }

    private void measure(int pairs, PrintStream out) throws IOException, InterruptedException {
        out.printf("%d requests/s for %d s after %d s of warm-up%n", rate, seconds, warmUpSeconds);
        AlternatingPairs.measure(
                pairs,
                () -> microsPerRequest(false),
                () -> microsPerRequest(true),
                (plain, recorded) ->
                        String.format(Locale.ROOT, "plain %.1f µs, recorded %.1f µs CPU a request", plain, recorded),
                out);
    }

    private double microsPerRequest(boolean recorded) throws IOException, InterruptedException {
        Path directory = Files.createTempDirectory(work, "run");
        Path result = directory.resolve("cpu-nanos");
        Map<String, String> properties = properties(result);
        Process run = recorded ? recorded(directory, properties) : ChildProcesses.plainGatling(directory, properties);
        try {
            if (!run.waitFor(warmUpSeconds + seconds + LIFETIME_BEYOND_SECONDS, TimeUnit.SECONDS)
                    || !Files.exists(result)) {
                throw new IOException(
                        "a run measured nothing; its output:\n" + Files.readString(directory.resolve("said")));
            }
        } finally {
            run.destroyForcibly();
        }
        return Long.parseLong(Files.readString(result)) / 1000.0 / ((double) rate * seconds);
    }

    private Map<String, String> properties(Path result) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put(SteadySimulation.URL, url);
        properties.put(SteadySimulation.RATE, String.valueOf(rate));
        properties.put(SteadySimulation.WARM_UP, String.valueOf(warmUpSeconds));
        properties.put(SteadySimulation.SECONDS, String.valueOf(seconds));
        properties.put(SteadySimulation.RESULT, result.toString());
        return properties;
    }

    private Process recorded(Path directory, Map<String, String> properties) throws IOException {
        Load load = new Load(
                SteadySimulation.class.getName(),
                properties,
                Duration.ofSeconds(warmUpSeconds),
                Duration.ofSeconds(seconds + LIFETIME_BEYOND_SECONDS),
                List.of());
        Path config = directory.resolve("generator.json");
        new GeneratorConfig(load, url, directory.toString(), Map.of(), 1).write(config);
        Process run = ChildProcesses.into(
                directory,
                new ProcessBuilder(
                        GeneratorCommand.of(ChildProcesses.classPath(), config, directory, JvmOptions.NONE, "")));
        run.getOutputStream().write("start\n".getBytes(StandardCharsets.UTF_8));
        run.getOutputStream().flush();
        return run;
    }
}
