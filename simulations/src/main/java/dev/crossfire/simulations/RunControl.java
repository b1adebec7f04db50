package dev.crossfire.simulations;

import dev.crossfire.simulations.Redaction.RedactedSamples;
import dev.crossfire.simulations.recorder.GeneratorClock;
import dev.crossfire.simulations.recorder.Recorder;
import dev.crossfire.simulations.recorder.RunObserver;
import dev.crossfire.simulations.recorder.RunObserver.ArmedRun;
import dev.crossfire.simulations.recorder.RunObserver.EndedRequestSink;
import dev.crossfire.simulations.recorder.RunObserver.UserEvents;
import dev.crossfire.simulations.recorder.RunTimes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Begins and ends a run on the parent's command, or when its time is over. */
final class RunControl implements RunObserver {
    /** Shipped simulations end by themselves; this much after their profile something hangs. */
    private static final Duration GRACE = Duration.ofSeconds(30);

    private final GeneratorConfig config;
    private final String simulation;
    private final Recorder recorder;
    private final RunTimes times;
    private final GeneratorClock clock;
    private final StatusLines status;
    private final EndedRequestSink sink;
    private final CountDownLatch decided = new CountDownLatch(1);
    private final AtomicBoolean begun = new AtomicBoolean();
    private final Timer deadlines = new Timer("deadline", true);
    private final UnbuiltRequestTally notBuilt = new UnbuiltRequestTally();
    private volatile List<String> assertions = List.of();
    private volatile boolean stopped;
    private volatile boolean timeOver;
    private volatile @Nullable Long usersAtTheCut;
    private volatile @Nullable ArmedRun run;

    RunControl(
            GeneratorConfig config,
            String simulation,
            Recorder recorder,
            RunTimes times,
            GeneratorClock clock,
            StatusLines status,
            Redaction redaction) {
        this.config = config;
        this.simulation = simulation;
        this.recorder = recorder;
        this.times = times;
        this.clock = clock;
        this.status = status;
        sink = redaction.isEmpty() ? recorder : new RedactedSamples(recorder, redaction);
    }

    /** Lets the run begin. */
    void start() {
        decided.countDown();
    }

    /** Ends the run now, or keeps it from beginning. */
    void stop(String why) {
        times.stopped(clock.nowMicros());
        stopped = true;
        // Gatling chokes on a stop that overtakes its start; a run that is just beginning is stopped when it has.
        if (begun.get()) {
            stopBegun(why);
        }
        decided.countDown();
    }

    private void stopBegun(String why) {
        ArmedRun armed = run;
        if (armed != null) {
            armed.stop(why);
        }
    }

    @Override
    public EndedRequestSink sink() {
        return sink;
    }

    @Override
    public boolean armed(ArmedRun armed) {
        run = armed;
        status.offer(new GeneratorEvent.GeneratorReady(simulation, armed.populations()));
        try {
            decided.await();
        } catch (InterruptedException ended) {
            Thread.currentThread().interrupt();
            return false;
        }
        if (!assertions.isEmpty()) {
            status.offer(new GeneratorEvent.AssertionTexts(assertions));
        }
        return !stopped;
    }

    @Override
    public void assertions(List<String> texts, EndedRequestSink requests) {
        assertions = texts;
        recorder.alsoTo(requests);
    }

    @Override
    public void notBuilt(String scenario, String request, String error) {
        notBuilt.add(scenario, request, error);
    }

    @Override
    public void loadEnded(long activeUsers) {
        deadlines.cancel();
        if (timeOver) {
            usersAtTheCut = activeUsers;
        }
    }

    /** What a reader should know about the load's end, beside the requests. */
    List<GeneratorEvent> remarks(long requestsCut) {
        List<GeneratorEvent> remarks = new ArrayList<>();
        Long users = usersAtTheCut;
        if (users != null) {
            remarks.add(new GeneratorEvent.LoadCutShort(users, requestsCut));
        }
        notBuilt.event().ifPresent(remarks::add);
        return remarks;
    }

    @Override
    public void origin(long originMillis) {
        times.origin(originMillis);
    }

    @Override
    public void populationStarted(long startMillis) {
        if (!begun.compareAndSet(false, true)) {
            return;
        }
        Duration warmUp = config.load().warmUp();
        long zeroMicros = (startMillis + warmUp.toMillis()) * 1000;
        times.zero(zeroMicros);
        status.offer(new GeneratorEvent.Started(zeroMicros));
        if (stopped) {
            stopBegun("stopped while it began");
        } else {
            endAfter(warmUp.plus(config.load().duration()));
        }
    }

    private void endAfter(Duration profile) {
        boolean shipped = ShippedSimulation.find(config.load().simulation()).isPresent();
        Duration longest = shipped ? profile.plus(GRACE) : profile;
        TimerTask end = new TimerTask() {
            @Override
            public void run() {
                timeOver = true;
                stop("its time is over");
            }
        };
        deadlines.schedule(end, longest.toMillis());
    }

    @Override
    public LongAdder sentBy(String cohort) {
        return recorder.sentBy(cohort);
    }

    @Override
    public UserEvents users(String cohort) {
        return recorder.users(cohort);
    }

    /** Counts the requests that could not be built, and keeps the first few reasons; called from many threads. */
    private static final class UnbuiltRequestTally {
        private static final int MOST_REASONS = 5;
        private static final int LONGEST_REASON = 200;

        private final LongAdder count = new LongAdder();
        private final Set<String> reasons = ConcurrentHashMap.newKeySet();

        void add(String scenario, String request, String error) {
            count.increment();
            if (reasons.size() < MOST_REASONS) {
                String reason = scenario + " / " + request + ": " + error;
                reasons.add(reason.length() > LONGEST_REASON ? reason.substring(0, LONGEST_REASON) + "…" : reason);
            }
        }

        /** What was counted; empty when every request could be built. */
        Optional<GeneratorEvent> event() {
            return count.sum() == 0
                    ? Optional.empty()
                    : Optional.of(new GeneratorEvent.UnbuiltRequests(
                            count.sum(), List.copyOf(reasons).stream().sorted().toList()));
        }
    }
}
