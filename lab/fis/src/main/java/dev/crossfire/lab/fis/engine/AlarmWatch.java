package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.AlarmStates;
import dev.crossfire.lab.fis.ExperimentClock;
import dev.crossfire.lab.fis.model.Template.StopCondition;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Reads the alarms of an experiment's stop conditions once a second. */
final class AlarmWatch {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final AlarmStates alarms;
    private final ExperimentClock clock;
    private final List<String> arns;

    AlarmWatch(AlarmStates alarms, ExperimentClock clock, List<StopCondition> conditions) {
        this.alarms = alarms;
        this.clock = clock;
        this.arns = conditions.stream()
                .filter(c -> c.source().equals(StopCondition.ALARM))
                .map(StopCondition::value)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Refuses an experiment of which an alarm does not exist. */
    void requireAll() throws TargetResolver.ResolutionException {
        Optional<String> missing = first(AlarmStates.AlarmState.MISSING);
        if (missing.isPresent()) {
            throw new TargetResolver.ResolutionException(
                    "The alarm of a stop condition was not found: " + missing.get());
        }
    }

    /** Reads now and then again and again, as long as there is an experiment to stop. */
    void watch(BooleanSupplier wanted, Consumer<String> stop) {
        if (arns.isEmpty() || !wanted.getAsBoolean()) {
            return;
        }
        try {
            Optional<String> firing = first(AlarmStates.AlarmState.ALARM);
            if (firing.isPresent()) {
                stop.accept("Experiment stopped by stop condition " + firing.get());
                return;
            }
        } catch (RuntimeException e) {
            // An alarm that cannot be read stops nothing.
            stop.accept("Experiment stopped: its alarms could not be read: " + e);
            return;
        }
        clock.after(PERIOD, () -> watch(wanted, stop));
    }

    private Optional<String> first(AlarmStates.AlarmState state) {
        return arns.stream().filter(arn -> alarms.state(arn) == state).findFirst();
    }
}
