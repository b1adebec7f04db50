package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.Alarms;
import dev.crossfire.lab.fis.Timeline;
import dev.crossfire.lab.fis.model.StopCondition;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.BooleanSupplier;
import java.util.function.Consumer;

/** Looks at the alarms of an experiment's stop conditions once a second. */
final class AlarmWatch {
    private static final Duration PERIOD = Duration.ofSeconds(1);

    private final Alarms alarms;
    private final Timeline timeline;
    private final List<String> arns;

    AlarmWatch(Alarms alarms, Timeline timeline, List<StopCondition> conditions) {
        this.alarms = alarms;
        this.timeline = timeline;
        this.arns = conditions.stream()
                .filter(c -> c.source().equals(StopCondition.ALARM))
                .map(StopCondition::value)
                .filter(Objects::nonNull)
                .toList();
    }

    /** Returns an alarm that does not exist. */
    Optional<String> missing() {
        return first(Alarms.State.MISSING);
    }

    /** Returns an alarm that rings. */
    Optional<String> ringing() {
        return first(Alarms.State.ALARM);
    }

    /** Looks now and then again and again, as long as there is someone to tell. */
    void watch(BooleanSupplier wanted, Consumer<String> onAlarm) {
        if (arns.isEmpty() || !wanted.getAsBoolean()) {
            return;
        }
        Optional<String> ringing = ringing();
        if (ringing.isPresent()) {
            onAlarm.accept(ringing.get());
        } else {
            timeline.after(PERIOD, () -> watch(wanted, onAlarm));
        }
    }

    private Optional<String> first(Alarms.State state) {
        return arns.stream().filter(arn -> alarms.state(arn) == state).findFirst();
    }
}
