package dev.crossfire.reports.figures;

import dev.crossfire.evidence.Observation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Alarms as intervals; one of several instances lasts from its first instance's message to its last one's. */
public final class AlarmIntervals {
    private static final int MOST_INTERVALS = 200;

    private final Map<String, Firing> firing = new LinkedHashMap<>();
    private final List<AlarmInterval> ended = new ArrayList<>();
    private int leftOut;

    /**
     * One alarm, in microseconds after t = 0.
     *
     * @param fromMicros when its beginning was recorded
     * @param toMicros when its end was recorded; null when it was not
     */
    public record AlarmInterval(
            String source,
            String name,
            long fromMicros,
            @Nullable Long toMicros) {}

    private record Firing(String source, String name, long fromMicros, Set<String> instances) {
        AlarmInterval until(@Nullable Long toMicros) {
            return new AlarmInterval(source, name, fromMicros, toMicros);
        }
    }

    void add(Observation.Alarm alarm, long atMicros) {
        String key = alarm.source() + '\n' + alarm.alarm();
        String instance = Objects.requireNonNullElse(alarm.instance(), "");
        Firing before = firing.get(key);
        if (alarm.firing()) {
            if (before != null) {
                before.instances().add(instance);
            } else if (firing.size() + ended.size() < MOST_INTERVALS) {
                firing.put(key, new Firing(alarm.source(), alarm.alarm(), atMicros, new HashSet<>(Set.of(instance))));
            } else {
                leftOut++;
            }
        } else if (before != null
                && before.instances().remove(instance)
                && before.instances().isEmpty()) {
            firing.remove(key);
            ended.add(before.until(atMicros));
        }
    }

    /** In the order in which they began. */
    public List<AlarmInterval> spans() {
        List<AlarmInterval> spans = new ArrayList<>(ended);
        firing.values().forEach(one -> spans.add(one.until(null)));
        spans.sort(Comparator.comparingLong(AlarmInterval::fromMicros).thenComparing(AlarmInterval::name));
        return List.copyOf(spans);
    }

    /** Alarms beyond the first {@value #MOST_INTERVALS}. */
    public int leftOut() {
        return leftOut;
    }
}
