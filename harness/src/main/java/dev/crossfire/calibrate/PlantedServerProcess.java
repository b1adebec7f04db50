package dev.crossfire.calibrate;

import dev.crossfire.calibrate.server.PlantedServer;
import dev.crossfire.calibrate.server.ServerEvent;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.process.ChildProcess;
import dev.crossfire.process.Installation;
import dev.crossfire.simulations.GeneratorCommand;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** The misbehaving server as a process of its own; it ends when this one does, however that ends. */
final class PlantedServerProcess implements AutoCloseable {
    private static final Duration READY_BOUND = Duration.ofSeconds(30);
    private static final Duration REPORT_BOUND = Duration.ofSeconds(10);
    private static final int LAST_WORDS = 3;

    /** It must leave the machine to the generator: no second compiler, no second collector. */
    private static final List<String> JVM_OPTIONS =
            List.of("-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1", "-Xms32m", "-Xmx64m");

    private final BlockingQueue<Optional<ServerEvent>> events = new LinkedBlockingQueue<>();
    private final ChildProcess child;

    private PlantedServerProcess(Path plan, Path log, Runnable ended) throws RunErrorException {
        List<String> command = new ArrayList<>(GeneratorCommand.java());
        command.addAll(JVM_OPTIONS);
        command.addAll(List.of("-cp", Installation.ownClassPath(), PlantedServer.class.getName(), plan.toString()));
        child = ChildProcess.start("calibration server", command, log, this::take, () -> {
            events.add(Optional.empty());
            ended.run();
        });
    }

    /**
     * Starts it; it gets ready in the background.
     *
     * @param plan the file that contains the plan
     * @param ended called when it has ended, for whatever reason
     * @throws RunErrorException when it cannot be started
     */
    static PlantedServerProcess start(Path plan, Path log, Runnable ended) throws RunErrorException {
        return new PlantedServerProcess(plan, log, ended);
    }

    private void take(String line) {
        try {
            events.add(Optional.of(ServerEvent.parse(line)));
        } catch (IOException foreign) {
            events.add(Optional.of(new ServerEvent.ServerFailed("its output is not an event: " + line)));
        }
    }

    /**
     * Waits until every lane is served.
     *
     * @return the lanes' ports
     * @throws RunErrorException when it does not get ready
     */
    Map<String, Integer> awaitReady() throws RunErrorException, InterruptedException {
        return next(ServerEvent.ServerReady.class, READY_BOUND).ports();
    }

    /** Sends it t = 0, microseconds since the epoch. */
    void zero(long micros) {
        child.send(PlantedServer.ZERO + micros);
    }

    /**
     * Requests its report.
     *
     * @throws RunErrorException when it sends none
     */
    ServerEvent.Report report() throws RunErrorException, InterruptedException {
        child.send(PlantedServer.REPORT);
        return next(ServerEvent.Report.class, REPORT_BOUND);
    }

    private <T extends ServerEvent> T next(Class<T> wanted, Duration bound)
            throws RunErrorException, InterruptedException {
        Optional<ServerEvent> event = events.poll(bound.toMillis(), TimeUnit.MILLISECONDS);
        if (event == null) {
            throw new RunErrorException(
                    "the calibration server did not report within " + bound.toSeconds() + " s; see server.log");
        }
        ServerEvent received = event.orElseThrow(() -> new RunErrorException(logTail()));
        if (!wanted.isInstance(received)) {
            throw new RunErrorException("the calibration server said " + received + "; see server.log");
        }
        return wanted.cast(received);
    }

    /** Why a run that it was part of is of no use, now that it has ended. */
    String logTail() {
        return "the calibration server ended; its last output: " + String.join(" | ", child.lastLogLines(LAST_WORDS))
                + " (more in server.log)";
    }

    @Override
    public void close() {
        child.close();
    }
}
