package dev.crossfire.conductor;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Population;
import dev.crossfire.model.WellRule;
import dev.crossfire.simulations.GeneratorCommand;
import dev.crossfire.simulations.GeneratorConfig;
import dev.crossfire.simulations.GeneratorEvent;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
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
public final class LoadProcess implements Traffic, AutoCloseable {
    private static final Duration READY_BOUND = Duration.ofSeconds(60);
    private static final int LOG_LINES = 5;
    /** What the generator said; empty once it is gone. */
    private final BlockingQueue<Optional<GeneratorEvent>> events = new LinkedBlockingQueue<>();

    private final Scratch scratch;
    private final Child child;
    private volatile @Nullable String brokenOff;

    private LoadProcess(Installation installation, String userClassPath, Path config, Path log, Scratch scratch)
            throws BrokenException {
        this.scratch = scratch;
        child = Child.start(
                "load generator",
                GeneratorCommand.of(installation.classPath("simulations", userClassPath), config, scratch.folder()),
                log,
                this::take,
                () -> events.add(Optional.empty()));
    }

    /**
     * Starts the generator; it gets ready in the background.
     *
     * @param baseUrl where shipped simulations send their requests; null when a user's own simulation knows
     * @param userClassPath a user's own simulations; may be empty
     * @throws BrokenException when it cannot be started
     */
    public static LoadProcess start(
            Installation installation, Plan plan, @Nullable URI baseUrl, RunDirectory run, String userClassPath)
            throws BrokenException {
        Map<String, Duration> within = new LinkedHashMap<>();
        for (Map.Entry<String, WellRule> rule : plan.scenario().well().entrySet()) {
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
            Scratch scratch = new Scratch(run.file("generator.tmp"));
            return new LoadProcess(installation, userClassPath, configFile, run.file("generator.log"), scratch);
        } catch (IOException unwritable) {
            throw new BrokenException(configFile + " cannot be written: " + unwritable.getMessage(), unwritable);
        }
    }

    private void take(String line) {
        try {
            events.add(Optional.of(GeneratorEvent.parse(line)));
        } catch (IOException foreign) {
            events.add(Optional.of(new GeneratorEvent.Failed("it said something that is no event: " + line)));
        }
    }

    @Override
    public List<Population> awaitReady() throws InterruptedException, BrokenException {
        GeneratorEvent event = next(READY_BOUND)
                .orElseThrow(() -> new BrokenException("the load generator did not get ready within "
                        + READY_BOUND.toSeconds() + " s; see generator.log"));
        if (event instanceof GeneratorEvent.Ready ready) {
            return ready.populations();
        }
        throw new BrokenException("the load generator said " + event + " before it was ready");
    }

    @Override
    public void begin() {
        child.say("start");
    }

    @Override
    public void stop() {
        child.say("stop");
    }

    @Override
    public void breakOff(String why) {
        brokenOff = why;
        events.add(Optional.empty());
    }

    @Override
    public Optional<GeneratorEvent> next(Duration within) throws InterruptedException, BrokenException {
        Optional<GeneratorEvent> event = events.poll(within.toMillis(), TimeUnit.MILLISECONDS);
        if (event == null) {
            return Optional.empty();
        }
        if (brokenOff != null) {
            throw new BrokenException(brokenOff);
        }
        GeneratorEvent said = event.orElseThrow(() -> new BrokenException("the load generator ended with "
                + child.exit() + "; its last log lines: " + String.join(" | ", child.lastLogLines(LOG_LINES))
                + " (more in generator.log)"));
        if (said instanceof GeneratorEvent.Failed failed) {
            throw new BrokenException("the load generator failed: " + failed.why());
        }
        return Optional.of(said);
    }

    @Override
    public void close() {
        child.close();
        scratch.close();
    }
}
