package dev.crossfire.judge.impact;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.judge.recovery.Episode;
import dev.crossfire.judge.recovery.UnhealthyIntervalFinder;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.judge.traffic.CohortIndex;
import dev.crossfire.judge.traffic.CohortIndex.SeriesKey;
import dev.crossfire.judge.traffic.GoodRequestRule;
import dev.crossfire.judge.traffic.TrafficStatistics;
import dev.crossfire.judge.traffic.UserStatistics;
import dev.crossfire.judge.users.WaitingUsers;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Finds each cohort's unhealthy intervals: one pass finds them, one locates their edges.
 *
 * <p>They are sought by request name. All of a cohort's requests together are searched only where no name shows any,
 * because names that stay healthy blur the edges of one that does not. Where users wait for their answers before they
 * send again, the users are searched, too, and the edges are located by what was sent or held back.
 */
public final class UnhealthyIntervals {
    private final Evidence evidence;
    private final Timeline timeline;
    private final TrafficStatistics traffic;
    private final Map<String, GoodRequestRule> goodRule;
    private final Map<String, WaitingUsers> waiting = new HashMap<>();
    private final long[] effects;
    private final LatencyTally waits = new LatencyTally();
    /** The number of the users' series to that of all requests of the same cohort. */
    private final Map<Integer, Integer> users = new HashMap<>();

    private UnhealthyIntervals(
            Evidence evidence, Timeline timeline, TrafficStatistics traffic, Map<String, GoodRequestRule> goodRule) {
        this.evidence = evidence;
        this.timeline = timeline;
        this.traffic = traffic;
        this.goodRule = goodRule;
        goodRule.forEach((cohort, rule) -> {
            UserStatistics.@Nullable UserPace counted = traffic.users(cohort);
            if (counted != null) {
                waiting.put(cohort, counted.waiting(rule));
            }
        });
        effects = timeline.effects();
    }

    /** Each cohort's unhealthy intervals by time; a cohort that has a health rule has an entry. */
    public static Map<String, List<UnhealthyInterval>> find(
            Evidence evidence, Timeline timeline, TrafficStatistics traffic, Map<String, GoodRequestRule> goodRule)
            throws IOException {
        return new UnhealthyIntervals(evidence, timeline, traffic, goodRule).byCohort();
    }

    private Map<String, List<UnhealthyInterval>> byCohort() throws IOException {
        Map<Integer, List<Episode>> episodes = episodes();
        Map<Integer, List<UnhealthyInterval>> located = locate(episodes);
        List<SeriesKey> series = traffic.cohortIndex().series();
        Map<String, List<UnhealthyInterval>> result = new LinkedHashMap<>();
        goodRule.forEach((cohort, good) -> {
            List<UnhealthyInterval> named = new ArrayList<>();
            List<UnhealthyInterval> whole = List.of();
            List<Episode> unhealthy = List.of();
            for (int i = 0; i < series.size(); i++) {
                List<UnhealthyInterval> found = located.getOrDefault(i, List.of());
                if (!series.get(i).cohort().equals(cohort)) {
                    continue;
                }
                switch (series.get(i).name()) {
                    case SeriesKey.ALL -> whole = waiting.containsKey(cohort) ? whole : found;
                    case SeriesKey.USERS -> {
                        whole = found;
                        unhealthy = episodes.getOrDefault(i, List.of());
                    }
                    default -> named.addAll(found);
                }
            }
            long stableFor = good.threshold().stableForMicros();
            List<UnhealthyInterval> byName = List.copyOf(named);
            whole.stream()
                    .filter(one -> byName.stream().noneMatch(other -> one.near(other, stableFor)))
                    .forEach(named::add);
            List<Episode> ofUsers = unhealthy;
            result.put(
                    cohort,
                    joined(named, stableFor).stream()
                            .map(unhealthyInterval -> unhealthyInterval.untilUsersAreHealthy(ofUsers, stableFor))
                            .toList());
        });
        return result;
    }

    private static List<UnhealthyInterval> joined(List<UnhealthyInterval> unhealthyIntervals, long stableFor) {
        unhealthyIntervals.sort(Comparator.comparingLong(
                unhealthyInterval -> unhealthyInterval.onset().bestMicros()));
        List<UnhealthyInterval> joined = new ArrayList<>();
        for (UnhealthyInterval next : unhealthyIntervals) {
            int last = joined.size() - 1;
            if (last >= 0 && joined.get(last).near(next, stableFor)) {
                joined.set(last, joined.get(last).with(next));
            } else {
                joined.add(next);
            }
        }
        return List.copyOf(joined);
    }

    private Map<Integer, List<Episode>> episodes() throws IOException {
        Map<Integer, UnhealthyIntervalFinder> finders = new HashMap<>();
        read(
                (number, micros, good) ->
                        finders.computeIfAbsent(number, this::finder).accept(micros, good),
                waits);
        Map<Integer, List<Episode>> episodes = new HashMap<>();
        finders.forEach((number, finder) -> episodes.put(number, finder.finish()));
        return episodes;
    }

    private UnhealthyIntervalFinder finder(int number) {
        return new UnhealthyIntervalFinder(goodRuleOf(number).threshold());
    }

    private Map<Integer, List<UnhealthyInterval>> locate(Map<Integer, List<Episode>> episodes) throws IOException {
        Map<Integer, EdgeSearch> readers = new HashMap<>();
        Map<Integer, EdgeSearch> readBy = new HashMap<>();
        episodes.forEach((number, found) -> {
            if (!found.isEmpty()) {
                EdgeSearch reader = reader(number, found);
                readers.put(number, reader);
                readBy.put(users.getOrDefault(number, number), reader);
            }
        });
        if (readers.isEmpty()) {
            return Map.of();
        }
        read(
                (number, micros, good) -> {
                    @Nullable EdgeSearch reader = readBy.get(number);
                    if (reader != null) {
                        reader.accept(micros, good);
                    }
                },
                null);
        Map<Integer, List<UnhealthyInterval>> located = new HashMap<>();
        readers.forEach((number, reader) -> located.put(number, reader.finish()));
        return located;
    }

    private EdgeSearch reader(int number, List<Episode> found) {
        long baselineUntil = effects.length == 0 ? Micros.NEVER : effects[0];
        SeriesKey of = traffic.cohortIndex().series().get(number);
        boolean waits = waiting.containsKey(of.cohort());
        int located = users.getOrDefault(number, number);
        return new EdgeSearch(
                found,
                goodRuleOf(number).threshold(),
                baselineUntil,
                of.name(),
                waits,
                this.waits.medianMicros(located));
    }

    private GoodRequestRule goodRuleOf(int number) {
        @Nullable
        GoodRequestRule rule =
                goodRule.get(traffic.cohortIndex().series().get(number).cohort());
        if (rule == null) {
            throw new IllegalStateException("only cohorts with a health rule are read");
        }
        return rule;
    }

    /** Reads every request that is evidence about its cohort, in order, by name and once more as one of its cohort. */
    private void read(StartOrderQueue.OrderedSink sink, @Nullable LatencyTally seen) throws IOException {
        CohortIndex cohortIndex = traffic.cohortIndex();
        StartOrderQueue ordered = new StartOrderQueue(timeline.zero(), traffic.lateness(), sink);
        evidence.requests().forEach(request -> {
            ordered.passed(request);
            String cohort = cohortIndex.cohort(request);
            @Nullable GoodRequestRule rule = goodRule.get(cohort);
            if (rule == null || !timeline.isEvidence(request, rule.withinMicros())) {
                return;
            }
            @Nullable WaitingUsers users = waiting.get(cohort);
            if (users != null) {
                readWaiting(users, request, rule, ordered, seen);
            } else if (!request.isBlocking() && rule.effectOn(request, effects) == Micros.NEVER) {
                boolean good = rule.good(request);
                int named = cohortIndex.named(request);
                int whole = cohortIndex.whole(request);
                add(ordered, seen, named, request, good);
                if (named != whole && cohortIndex.namesBeside(whole) > 1) {
                    add(ordered, seen, whole, request, good);
                }
            }
        });
        ordered.finish();
    }

    private void readWaiting(
            WaitingUsers waiting,
            RequestRecord request,
            GoodRequestRule rule,
            StartOrderQueue ordered,
            @Nullable LatencyTally seen) {
        CohortIndex cohortIndex = traffic.cohortIndex();
        int whole = cohortIndex.whole(request);
        int named = request.isBlocking() ? whole : cohortIndex.named(request);
        int counted = cohortIndex.users(request);
        users.putIfAbsent(counted, whole);
        boolean finds = seen != null;
        long start = request.intendedMicros();
        long effect = rule.effectOn(request, effects);
        // A request in flight when a fault took effect is no evidence at its start, but its user waits from then on.
        long from = effect == Micros.NEVER ? start : effect;
        waiting.observe(request.user(), start, from, timeline.endOf(request), request.ok(), (kind, micros, good) -> {
            boolean bySystem = kind != WaitingUsers.Basis.WAITED;
            if (bySystem && named != whole) {
                ordered.add(named, micros, good);
            }
            // Users show the interval; its edges are located by what the system did.
            if (finds) {
                ordered.add(counted, micros, good);
            } else if (bySystem) {
                ordered.add(whole, micros, good);
            }
        });
        if (seen != null && rule.good(request)) {
            seen.add(named, request);
            seen.add(whole, request);
        }
    }

    private static void add(
            StartOrderQueue ordered, @Nullable LatencyTally seen, int number, RequestRecord request, boolean good) {
        ordered.add(number, request.intendedMicros(), good);
        if (good && seen != null) {
            seen.add(number, request);
        }
    }
}
