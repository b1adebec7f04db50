package dev.crossfire.fake;

import dev.crossfire.conductor.LoadSession;
import dev.crossfire.error.RunErrorException;
import dev.crossfire.evidence.Frame.CohortFrame;
import dev.crossfire.model.load.Population;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.simulations.GeneratorEvent;
import dev.crossfire.simulations.resources.ResourceMonitor.ResourceUsage;
import dev.crossfire.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A hundred buyers a second, all healthy by default; a generator that reports in simulated time. */
public final class FakeTraffic implements LoadSession {
    /** How long it takes to get ready. */
    public static final Duration READY_AFTER = Duration.ofSeconds(1);
    /** Traffic before t = 0. */
    public static final Duration WARM_UP = Duration.ofSeconds(4);
    /** Traffic after t = 0. */
    public static final Duration LENGTH = Duration.ofSeconds(20);
    /** When t = 0 is, if arming took no time. */
    public static final Duration T0 = READY_AFTER.plus(WARM_UP);

    private static final int BUYERS = 100;
    /** What a frame takes from the end of its second to the conductor. */
    private static final Duration LATE = Duration.ofMillis(50);

    private record Heard(Instant when, GeneratorEvent event) {}

    private final TimeSource time;
    private final Deque<Heard> to = new ArrayDeque<>();
    private volatile @Nullable String failure;
    private volatile boolean stopped;
    /** From this second on everything fails. */
    public volatile int sickFrom = Integer.MAX_VALUE;
    /** What it uses, reported each second; null when it reports none. */
    public volatile @Nullable ResourceUsage usage;
    /** The first second for which it reports that. */
    public volatile int usageFrom;
    /** The last one. */
    public volatile int usageUntil = Integer.MAX_VALUE;
    /** How many requests it could not record. */
    public volatile long lost;
    /** In this second the load ends, as a simulation with a profile of its own may. */
    public volatile int endsIn = Integer.MAX_VALUE;
    /** In this second the generator dies. */
    public volatile int diesIn = Integer.MAX_VALUE;

    /** The generator's reports between the load's end and its final report. */
    public volatile List<GeneratorEvent> beforeTheEnd = List.of();
    /** What the simulation's after() comes to; null when it has none. */
    public volatile GeneratorEvent.@Nullable AfterHookEnded after;
    /** Whether the process ends while after() runs. */
    public volatile boolean diesAfterwards;
    /** For how many seconds it goes on after its planned end, and is heard of all the time. */
    public volatile int goesOnFor;
    /** From this second on nothing is heard of it for so long, though its process is alive. */
    public volatile int silentFrom = Integer.MAX_VALUE;
    /** How long it is silent. */
    public volatile Duration silence = Duration.ZERO;

    public FakeTraffic(TimeSource time) {
        this.time = time;
    }

    @Override
    public List<Population> awaitReady() throws InterruptedException {
        time.sleepUntil(time.now().plus(READY_AFTER));
        return List.of(new Population("buyers", ArrivalModel.OPEN, true));
    }

    @Override
    public void begin() {
        Instant zero = time.now().plus(WARM_UP);
        to.add(new Heard(time.now(), new GeneratorEvent.Started(ChronoUnit.MICROS.between(Instant.EPOCH, zero))));
        for (int second = (int) -WARM_UP.toSeconds(); second < length() + goesOnFor; second++) {
            long good = second < sickFrom ? BUYERS : 0;
            CohortFrame buyers = new CohortFrame(BUYERS, BUYERS, good, BUYERS - good, 5.0, null, null);
            Instant over = zero.plusSeconds(second + 1L).plus(LATE).plus(second < silentFrom ? Duration.ZERO : silence);
            to.add(new Heard(over, new GeneratorEvent.SecondEnded(second, Map.of("buyers", buyers), null)));
            @Nullable ResourceUsage used = usage;
            if (used != null && second >= usageFrom && second <= usageUntil) {
                to.add(new Heard(over, new GeneratorEvent.ResourcesUsed(used)));
            }
        }
        Instant end = zero.plusSeconds(length())
                .plusSeconds(1L + goesOnFor)
                .plus(silentFrom == Integer.MAX_VALUE ? Duration.ZERO : silence);
        beforeTheEnd.forEach(event -> to.add(new Heard(end, event)));
        boolean afterHook = after != null || diesAfterwards;
        to.add(new Heard(
                end, new GeneratorEvent.Finished((long) BUYERS * length(), lost, 0, 0, null, null, afterHook)));
        if (after != null) {
            to.add(new Heard(end.plusSeconds(1), after));
        }
    }

    private int length() {
        return Math.min(endsIn, (int) LENGTH.toSeconds());
    }

    @Override
    public void stop() {
        stopped = true;
    }

    /** Whether it was stopped. */
    public boolean isStopped() {
        return stopped;
    }

    @Override
    public void failRun(String why) {
        failure = why;
    }

    @Override
    public Optional<GeneratorEvent> next(Duration within) throws InterruptedException, RunErrorException {
        Instant patience = time.now().plus(within);
        if (to.isEmpty() && diesAfterwards) {
            throw new LoadSession.GeneratorGoneException("the load generator ended with exit code 7");
        }
        Heard heard = to.element();
        boolean soon = !heard.when().isAfter(patience);
        time.sleepUntil(soon ? heard.when() : patience);
        String why = failure;
        if (why != null) {
            throw new RunErrorException(why);
        }
        if (!soon) {
            return Optional.empty();
        }
        to.remove();
        if (heard.event() instanceof GeneratorEvent.SecondEnded second && second.second() >= diesIn) {
            throw new RunErrorException("the load generator died");
        }
        return Optional.of(heard.event());
    }
}
