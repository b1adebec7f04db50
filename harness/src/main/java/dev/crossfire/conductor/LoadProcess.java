package dev.crossfire.conductor;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.Plan;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.model.load.Load;
import dev.crossfire.model.load.Population;
import dev.crossfire.process.ChildProcess;
import dev.crossfire.process.Installation;
import dev.crossfire.process.ScratchFolder;
import dev.crossfire.process.UserClassPath;
import dev.crossfire.simulations.GeneratorCommand;
import dev.crossfire.simulations.GeneratorConfig;
import dev.crossfire.simulations.GeneratorEvent;
import dev.crossfire.simulations.HandedSecrets;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** The load generator as a process of its own. */
public final class LoadProcess implements LoadSession, AutoCloseable {
    private static final int LOG_LINES = 5;
    private static final int MOST_NAMED = 5;
    /** The generator's reports; empty once it has ended. */
    private final BlockingQueue<Optional<GeneratorEvent>> events = new LinkedBlockingQueue<>();

    private final ScratchFolder scratchFolder;
    private final Duration startTimeout;
    private final ChildProcess child;
    private volatile @Nullable String failure;
    private List<String> warnings = List.of();

    private LoadProcess(Load load, String classPath, Path config, Path log, ScratchFolder scratchFolder)
            throws RunErrorException {
        this.scratchFolder = scratchFolder;
        startTimeout = load.startTimeout();
        child = ChildProcess.start(
                "load generator",
                GeneratorCommand.of(
                        classPath,
                        config,
                        scratchFolder.path(),
                        load.jvm(),
                        System.getenv().getOrDefault("JAVA_OPTS", "")),
                log,
                this::take,
                () -> events.add(Optional.empty()));
    }

    /**
     * Starts the generator; it gets ready in the background.
     *
     * @param baseUrl where shipped simulations send their requests; null when a user's own simulation knows
     * @param userClassPath a user's own simulations; may be empty
     * @throws RunErrorException when it cannot be started
     */
    public static LoadProcess start(
            Installation installation, Plan plan, @Nullable URI baseUrl, RunDirectory run, String userClassPath)
            throws RunErrorException {
        Map<String, Duration> within = new LinkedHashMap<>();
        for (Map.Entry<String, HealthCriteria> rule : plan.scenario().healthy().entrySet()) {
            within.put(rule.getKey(), rule.getValue().within());
        }
        GeneratorConfig config = new GeneratorConfig(
                plan.scenario().load(),
                baseUrl == null ? "" : baseUrl.toString(),
                run.path().toString(),
                within,
                plan.seed());
        Path configFile = run.file("generator.json");
        try {
            config.write(configFile);
            ScratchFolder scratchFolder = ScratchFolder.at(run.file(ScratchFolder.OF_GENERATOR));
            Map<String, Secret> secrets = LoadSecrets.of(plan.scenario().load());
            UserClassPath own = installation.beside("simulations", userClassPath);
            Path log = run.file("generator.log");
            logLeftOut(own, log);
            LoadProcess process = new LoadProcess(
                    plan.scenario().load(),
                    installation.classPath("simulations", own.text()),
                    configFile,
                    log,
                    scratchFolder);
            process.warnings = warnings(own);
            process.handOver(secrets);
            return process;
        } catch (IOException unwritable) {
            throw new RunErrorException(configFile + " cannot be written: " + unwritable.getMessage(), unwritable);
        }
    }

    private static void logLeftOut(UserClassPath own, Path log) throws IOException {
        if (!own.leftOut().isEmpty()) {
            StringBuilder text =
                    new StringBuilder("Left out of --class-path, because the load generator has its own:\n");
            own.leftOut().forEach(one -> text.append("  ")
                    .append(one.jar())
                    .append(one.isOtherVersion() ? " (" + one.ours() + " is used)" : "")
                    .append('\n'));
            Files.writeString(log, text, StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private static List<String> warnings(UserClassPath own) {
        List<String> others = own.otherVersions();
        return others.isEmpty()
                ? List.of()
                : List.of("the simulation ran with the load generator's version of "
                        + String.join(", ", others.subList(0, Math.min(MOST_NAMED, others.size())))
                        + (others.size() > MOST_NAMED ? " and " + (others.size() - MOST_NAMED) + " more" : "")
                        + "; --class-path has another");
    }

    /** What a reader should know of how it was started, a sentence each. */
    public List<String> warnings() {
        return warnings;
    }

    private void handOver(Map<String, Secret> secrets) {
        if (!secrets.isEmpty()) {
            Map<String, String> revealed = new LinkedHashMap<>();
            secrets.forEach((name, secret) -> revealed.put(name, secret.reveal()));
            child.send(HandedSecrets.line(revealed));
        }
    }

    private void take(String line) {
        try {
            events.add(Optional.of(GeneratorEvent.parse(line)));
        } catch (IOException foreign) {
            events.add(Optional.of(new GeneratorEvent.GeneratorFailed("its output is not an event: " + line)));
        }
    }

    @Override
    public List<Population> awaitReady() throws InterruptedException, RunErrorException {
        GeneratorEvent event = next(startTimeout)
                .orElseThrow(() -> new RunErrorException("the load generator was not ready within "
                        + startTimeout.toSeconds() + " s; see generator.log, and raise load.start-timeout if its"
                        + " simulation takes longer to be built"));
        if (event instanceof GeneratorEvent.GeneratorReady ready) {
            return ready.populations();
        }
        throw new RunErrorException("the load generator reported " + event + " before it was ready");
    }

    @Override
    public void begin() {
        child.send("start");
    }

    @Override
    public void stop() {
        child.send("stop");
    }

    @Override
    public void failRun(String why) {
        failure = why;
        events.add(Optional.empty());
    }

    @Override
    public Optional<GeneratorEvent> next(Duration within) throws InterruptedException, RunErrorException {
        Optional<GeneratorEvent> event = events.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        if (event == null) {
            return Optional.empty();
        }
        if (failure != null) {
            throw new RunErrorException(failure);
        }
        GeneratorEvent report =
                event.orElseThrow(() -> new LoadSession.GeneratorGoneException("the load generator ended with "
                        + child.exit() + "; its last log lines: " + String.join(" | ", child.lastLogLines(LOG_LINES))
                        + " (more in generator.log)"));
        if (report instanceof GeneratorEvent.GeneratorFailed failed) {
            throw new RunErrorException("the load generator failed: " + failed.why());
        }
        return Optional.of(report);
    }

    @Override
    public void close() {
        child.close();
        try {
            scratchFolder.close();
        } catch (IOException stuck) {
            throw new UncheckedIOException(scratchFolder.path() + " cannot be deleted", stuck);
        }
    }
}
