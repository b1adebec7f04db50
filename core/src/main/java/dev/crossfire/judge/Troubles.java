package dev.crossfire.judge;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.recovery.Episode;
import dev.crossfire.judge.recovery.Tolerance;
import dev.crossfire.judge.recovery.TroubleFinder;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds when which cohort was not well: one reading to find trouble, one to locate its edges.
 *
 * <p>Trouble is sought by request name; in all of a cohort's requests together only where no name shows any, because
 * names that stay well blur the edges of one that does not.
 */
final class Troubles {
    private final Evidence evidence;
    private final Timeline timeline;
    private final Survey survey;
    private final Map<String, Goodness> goodness;
    private final List<Series> series;
    private final long[] effects;
    private final Waits waits = new Waits();

    private Troubles(Evidence evidence, Timeline timeline, Survey survey, Map<String, Goodness> goodness) {
        this.evidence = evidence;
        this.timeline = timeline;
        this.survey = survey;
        this.goodness = goodness;
        series = survey.roster().series();
        effects = timeline.effectiveFaults().stream()
                .mapToLong(FaultMoments::effectiveLow)
                .toArray();
    }

    /** Each cohort's troubles by time; a cohort that has a rule of what is well has an entry. */
    static Map<String, List<Trouble>> find(
            Evidence evidence, Timeline timeline, Survey survey, Map<String, Goodness> goodness) throws IOException {
        return new Troubles(evidence, timeline, survey, goodness).byCohort();
    }

    private Map<String, List<Trouble>> byCohort() throws IOException {
        Map<Integer, List<Trouble>> located = locate(episodes());
        Map<String, List<Trouble>> result = new LinkedHashMap<>();
        goodness.forEach((cohort, good) -> {
            List<Trouble> named = new ArrayList<>();
            List<Trouble> whole = List.of();
            for (int i = 0; i < series.size(); i++) {
                List<Trouble> found = located.getOrDefault(i, List.of());
                if (series.get(i).cohort().equals(cohort)) {
                    if (series.get(i).name().equals(Series.ALL)) {
                        whole = found;
                    } else {
                        named.addAll(found);
                    }
                }
            }
            long hold = good.tolerance().holdMicros();
            List<Trouble> byName = List.copyOf(named);
            whole.stream()
                    .filter(one -> byName.stream().noneMatch(other -> one.near(other, hold)))
                    .forEach(named::add);
            result.put(cohort, joined(named, hold));
        });
        return result;
    }

    private static List<Trouble> joined(List<Trouble> troubles, long hold) {
        troubles.sort(Comparator.comparingLong(trouble -> trouble.onset().bestMicros()));
        List<Trouble> joined = new ArrayList<>();
        for (Trouble next : troubles) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).near(next, hold)) {
                joined.set(last, joined.get(last).with(next));
            } else {
                joined.add(next);
            }
        }
        return List.copyOf(joined);
    }

    private Map<Integer, List<Episode>> episodes() throws IOException {
        Map<Integer, TroubleFinder> finders = new HashMap<>();
        read(
                (number, micros, good) ->
                        finders.computeIfAbsent(number, this::finder).accept(micros, good),
                waits);
        Map<Integer, List<Episode>> episodes = new HashMap<>();
        finders.forEach((number, finder) -> episodes.put(number, finder.finish()));
        return episodes;
    }

    private TroubleFinder finder(int number) {
        return new TroubleFinder(goodnessOf(number).tolerance());
    }

    private Map<Integer, List<Trouble>> locate(Map<Integer, List<Episode>> episodes) throws IOException {
        Map<Integer, EdgeReader> readers = new HashMap<>();
        episodes.forEach((number, found) -> {
            if (!found.isEmpty()) {
                long calmUntil = effects.length == 0 ? Micros.NEVER : effects[0];
                Series of = series.get(number);
                boolean closed = survey.closed(of.cohort());
                Tolerance tolerance = goodnessOf(number).tolerance();
                readers.put(
                        number,
                        new EdgeReader(found, tolerance, calmUntil, of.name(), closed, waits.medianMicros(number)));
            }
        });
        if (readers.isEmpty()) {
            return Map.of();
        }
        read(
                (number, micros, good) -> {
                    @Nullable EdgeReader reader = readers.get(number);
                    if (reader != null) {
                        reader.accept(micros, good);
                    }
                },
                null);
        Map<Integer, List<Trouble>> located = new HashMap<>();
        readers.forEach((number, reader) -> located.put(number, reader.finish()));
        return located;
    }

    private Goodness goodnessOf(int number) {
        @Nullable Goodness rule = goodness.get(series.get(number).cohort());
        if (rule == null) {
            throw new IllegalStateException("only cohorts with a rule of what is well are read");
        }
        return rule;
    }

    /** Reads every request that tells of its cohort, in order, by name and once more as one of its cohort. */
    private void read(InOrder.Sink sink, @Nullable Waits seen) throws IOException {
        Roster roster = survey.roster();
        InOrder ordered = new InOrder(timeline.zero(), survey.lateness(), sink);
        evidence.requests().forEach(request -> {
            ordered.passed(request);
            if (timeline.covers(request)) {
                int whole = roster.whole(request);
                @Nullable Goodness rule = goodness.get(series.get(whole).cohort());
                if (rule != null && !isVictim(request, rule)) {
                    boolean good = rule.good(request);
                    int named = roster.named(request);
                    add(ordered, seen, named, request, good);
                    if (named != whole && roster.namesBeside(whole) > 1) {
                        add(ordered, seen, whole, request, good);
                    }
                }
            }
        });
        ordered.finish();
    }

    private static void add(InOrder ordered, @Nullable Waits seen, int number, RequestRecord request, boolean good) {
        ordered.add(number, request.intendedMicros(), good);
        if (good && seen != null) {
            seen.add(number, request);
        }
    }

    private boolean isVictim(RequestRecord request, Goodness rule) {
        for (long effect : effects) {
            if (rule.victimOf(request, effect)) {
                return true;
            }
        }
        return false;
    }
}
