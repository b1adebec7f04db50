package dev.crossfire.judge.objective;

import dev.crossfire.model.About;
import dev.crossfire.model.ObjectiveSettings;
import dev.crossfire.model.Outcome;
import dev.crossfire.model.Source;
import dev.crossfire.model.Verdict.Measured;
import dev.crossfire.spi.Basis;
import dev.crossfire.spi.Facts;
import dev.crossfire.spi.FaultTimes;
import dev.crossfire.spi.Judgement;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.Watch;
import dev.crossfire.spi.Watch.Ring;
import java.time.Duration;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Nobody is alarmed while nothing is broken. */
public final class FalseAlarms implements ObjectiveKind<FalseAlarms.Settings> {
    private static final Duration MARGIN = Duration.ofSeconds(30);

    /**
     * What is asked.
     *
     * @param atMost how many alarms may begin while no fault is in effect
     * @param alarm a part of the names of those that count; null for all
     * @param margin for how long after a fault's end alarms may still begin; 30 s unless named
     */
    public record Settings(
            @About("how many alarms may begin while no fault is in effect")
            int atMost,

            @About("a part of the names of those that count; all when left out") @Nullable
            String alarm,

            @About("for how long after a fault's end alarms may still begin; 30s when left out") @Nullable
            Duration margin)
            implements ObjectiveSettings {
        public Settings {
            if (atMost < 0) {
                throw new IllegalArgumentException("at-most: 0 or more");
            }
            margin = Objects.requireNonNullElse(margin, MARGIN);
        }

        @Override
        public Set<Source> sources() {
            return Set.of(Source.ALARMS);
        }

        @Override
        public String target() {
            return "<= " + atMost + " alarms";
        }
    }

    @Override
    public String name() {
        return "false-alarms";
    }

    @Override
    public String summary() {
        return "nobody is alarmed while nothing is broken";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public String measures() {
        return "alarms that began during the load while no fault was in effect, by the source that told most";
    }

    @Override
    public String inconclusiveWhen() {
        return "nobody listened, or no source has shown that it can be heard throughout";
    }

    @Override
    public String example() {
        return "false-alarms: { at-most: 0, margin: 30s }";
    }

    @Override
    public Basis basis() {
        return Basis.TIMES;
    }

    @Override
    public Judgement judge(Settings settings, Facts facts) {
        Watch watch = facts.watch();
        if (watch.ears().isEmpty()) {
            return Judgement.unmeasured(Alarms.NOBODY);
        }
        double end = Words.seconds(facts.plan().scenario().load().duration());
        // One alarm that reaches us by several ways is one alarm.
        Map<String, Long> bySource = watch.rings().stream()
                .filter(ring -> ring.from() >= 0 && ring.from() < end && Alarms.isMeant(ring, settings.alarm()))
                .filter(ring -> facts.plan().faults().stream()
                        .map(fault -> facts.times(fault.spec().id()))
                        .noneMatch(times -> times != null && explains(times, ring, settings)))
                .collect(Collectors.groupingBy(Ring::source, Collectors.counting()));
        long most = bySource.values().stream().mapToLong(count -> count).max().orElse(0);
        Measured measured = new Measured(most, null, null, "alarms");
        if (most > settings.atMost()) {
            String words = Words.count(most) + (most == 1 ? " alarm" : " alarms") + " began while nothing was broken";
            Optional<String> unseen = unseen(facts);
            return unseen.isEmpty()
                    ? new Judgement(measured, Outcome.FAIL, words)
                    : new Judgement(
                            measured,
                            Outcome.INCONCLUSIVE,
                            words + ", as far as was seen; but nobody saw whether " + unseen.get() + " took effect");
        }
        boolean heard = watch.ears().stream().anyMatch(ear -> ear.proven() && Alarms.hears(ear, 0, end))
                && watch.until() >= end;
        return heard && watch.trouble() == null
                ? new Judgement(
                        measured,
                        Outcome.PASS,
                        most == 0
                                ? "no alarm began while nothing was broken"
                                : most + " alarms began while nothing was broken")
                : new Judgement(
                        measured,
                        Outcome.INCONCLUSIVE,
                        "no false alarm was heard, but no source of alarms has shown that it would have been");
    }

    /** A fault that may have been in effect without anybody seeing it. */
    private static Optional<String> unseen(Facts facts) {
        return facts.plan().faultsDisabled()
                ? Optional.empty()
                : facts.plan().faults().stream()
                        .map(fault -> fault.spec().id())
                        .filter(fault -> facts.times(fault) == null)
                        .findFirst();
    }

    private static boolean explains(FaultTimes fault, Ring ring, Settings settings) {
        Duration margin = Objects.requireNonNullElse(settings.margin(), MARGIN);
        @Nullable Duration cleared = fault.cleared();
        return ring.from() >= Words.seconds(fault.effectLow())
                && (cleared == null || ring.from() <= Words.seconds(cleared.plus(margin)));
    }
}
