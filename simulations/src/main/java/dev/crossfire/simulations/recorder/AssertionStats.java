package dev.crossfire.simulations.recorder;

import io.gatling.charts.stats.GeneralStats;
import io.gatling.charts.stats.buffers.GeneralStatsBuffer;
import io.gatling.commons.stats.KO$;
import io.gatling.commons.stats.OK$;
import io.gatling.commons.stats.Status;
import io.gatling.core.session.GroupBlock;
import io.gatling.shared.model.assertion.AssertionStatsRepository;
import io.gatling.shared.model.assertion.AssertionStatsRepository$StatsPath$Group;
import io.gatling.shared.model.assertion.AssertionStatsRepository$StatsPath$Request;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import scala.Option;
import scala.jdk.javaapi.CollectionConverters;

/**
 * The statistics that Gatling evaluates assertions on, counted as Gatling counts them: from the actual start, warm-up
 * included, until Gatling stops its own statistics. Requests in flight at that moment do not count.
 *
 * <p>Gatling reads them from its own log, which a recorded run does not write; the buffers and the rules are Gatling's.
 */
final class AssertionStats implements AssertionStatsRepository {
    private static final double MILLIS_PER_SECOND = 1000;
    private static final long MICROS_PER_MILLI = 1000;

    /** Requests by group and name, all together under the empty name; each with all its requests, its OK and its KO. */
    private record StatsKey(List<String> path, @Nullable Status status) {}

    private static final List<String> GLOBAL = List.of();

    private final Map<StatsKey, GeneralStatsBuffer> requests = new HashMap<>();
    private final Map<StatsKey, GeneralStatsBuffer> groups = new HashMap<>();
    private final Set<List<String>> requestPaths = new LinkedHashSet<>();
    private final Set<List<String>> groupPaths = new LinkedHashSet<>();
    private long firstMillis = Long.MAX_VALUE;
    private long lastMillis = Long.MIN_VALUE;
    private long stopMillis = Long.MAX_VALUE;

    /** Counts a request that has ended. */
    synchronized void request(EndedRequest ended) {
        long start = ended.startMicros() / MICROS_PER_MILLI;
        long end = ended.endMicros() / MICROS_PER_MILLI;
        if (end > stopMillis) {
            return;
        }
        List<String> path = new ArrayList<>();
        ended.ownGroups().forEach(group -> path.add(tidy(group)));
        for (int depth = 1; depth <= path.size(); depth++) {
            groupPaths.add(List.copyOf(path.subList(0, depth)));
        }
        path.add(tidy(ended.name()));
        requestPaths.add(path);
        Status status = ended.ok() ? OK$.MODULE$ : KO$.MODULE$;
        add(requests, GLOBAL, status, (int) (end - start));
        add(requests, path, status, (int) (end - start));
        seen(start);
        seen(end);
    }

    /** Counts a group that a user has left. */
    synchronized void group(GroupBlock block, long exitMillis) {
        List<String> path =
                ownGroups(block.groups()).stream().map(AssertionStats::tidy).toList();
        if (exitMillis > stopMillis || path.isEmpty()) {
            return;
        }
        groupPaths.add(path);
        add(groups, path, block.status(), block.cumulatedResponseTime());
        seen(block.startTimestamp());
        seen(exitMillis);
    }

    /** Notes that a user came or went: Gatling counts rates from the first to the last of these moments. */
    synchronized void user(long millis) {
        if (millis <= stopMillis) {
            seen(millis);
        }
    }

    /** Gatling has stopped its statistics: what ends later does not count. */
    synchronized void stop(long millis) {
        stopMillis = Math.min(stopMillis, millis);
    }

    private void seen(long millis) {
        firstMillis = Math.min(firstMillis, millis);
        lastMillis = Math.max(lastMillis, millis);
    }

    private static void add(Map<StatsKey, GeneralStatsBuffer> to, List<String> path, Status status, int millis) {
        // The length of the run is not known yet; rates are worked out at the end.
        to.computeIfAbsent(new StatsKey(path, null), key -> new GeneralStatsBuffer(1))
                .update(millis);
        to.computeIfAbsent(new StatsKey(path, status), key -> new GeneralStatsBuffer(1))
                .update(millis);
    }

    /** Line breaks and tabs are spaces in Gatling's log. */
    private static String tidy(String name) {
        return name.replace('\n', ' ').replace('\r', ' ').replace('\t', ' ');
    }

    private static List<String> ownGroups(scala.collection.immutable.List<String> groups) {
        List<String> all = CollectionConverters.asJava(groups);
        return !all.isEmpty() && UserTag.isTag(all.get(0)) ? all.subList(1, all.size()) : all;
    }

    /** Whether any request was counted. */
    synchronized boolean isEmpty() {
        return requestPaths.isEmpty();
    }

    @Override
    public synchronized scala.collection.immutable.List<AssertionStatsRepository$StatsPath$Request> allRequestPaths() {
        return scala(requestPaths.stream().map(AssertionStats::requestPath).toList());
    }

    @Override
    public synchronized Option<StatsPath> findPathByParts(scala.collection.immutable.List<String> parts) {
        List<String> path = CollectionConverters.asJava(parts);
        if (requestPaths.contains(path)) {
            return Option.apply(requestPath(path));
        }
        return groupPaths.contains(path)
                ? Option.apply(new AssertionStatsRepository$StatsPath$Group(parts))
                : Option.empty();
    }

    private static AssertionStatsRepository$StatsPath$Request requestPath(List<String> path) {
        int last = path.size() - 1;
        return new AssertionStatsRepository$StatsPath$Request(scala(path.subList(0, last)), path.get(last));
    }

    @Override
    public synchronized Option<Stats> requestGeneralStats(
            scala.collection.immutable.List<String> group, Option<String> request, Option<Status> status) {
        List<String> path = new ArrayList<>(CollectionConverters.asJava(group));
        request.foreach(path::add);
        return stats(requests.get(new StatsKey(path, status.isEmpty() ? null : status.get())));
    }

    @Override
    public synchronized Option<Stats> groupCumulatedResponseTimeGeneralStats(
            scala.collection.immutable.List<String> group, Option<Status> status) {
        return stats(
                groups.get(new StatsKey(CollectionConverters.asJava(group), status.isEmpty() ? null : status.get())));
    }

    private Option<Stats> stats(@Nullable GeneralStatsBuffer buffer) {
        Optional<GeneralStats> counted = buffer == null || buffer.stats().isEmpty()
                ? Optional.empty()
                : Optional.of(buffer.stats().get());
        double seconds = Math.ceil((lastMillis - firstMillis) / MILLIS_PER_SECOND);
        return Option.apply(counted.map(all -> new Stats(
                        all.min(),
                        all.max(),
                        all.count(),
                        all.mean(),
                        all.stdDev(),
                        all.percentile(),
                        all.count() / seconds))
                .orElse(null));
    }

    private static <T> scala.collection.immutable.List<T> scala(List<T> list) {
        return CollectionConverters.asScala(list).toList();
    }
}
