package dev.crossfire.judge.traffic;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RequestBins;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.RequestSource.SelectedCohort;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.judge.load.ArrivalCounts;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.verdict.Verdict.InjectorFigures;
import java.io.IOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.LongStream;
import org.HdrHistogram.Histogram;
import org.jspecify.annotations.Nullable;

/**
 * Statistics of a run's requests from a first pass: which cohorts exist, how late records come, and whether the load
 * generator was fast enough.
 */
public final class TrafficStatistics {
    /** With more lag than this in one of a hundred requests, the generator's stalls look like the system's. */
    public static final double MOST_LAG_P99_MILLIS = 50;

    /** One request in so many may be late by Crossfire's own lag alone. */
    private static final long OWN_LATENESS = 1_000;

    /** A cohort whose last request lies further before the end than this, and than many of its gaps, fell silent. */
    private static final long LEAST_SILENCE = 1_000_000;

    private static final long MANY_GAPS = 10;

    private static final double MICROS_PER_MILLI = 1000;

    /**
     * The messages of Linux and macOS for a connection that could not even be started on this machine, and Netty's,
     * which wrap them.
     */
    private static final List<String> OWN_FAULTS = List.of(
            "Cannot assign requested address",
            "Can't assign requested address",
            "Too many open files",
            "Failed to open a socket");

    private final CohortIndex cohortIndex;
    private final Timeline timeline;
    private final long firstEffect;
    private final Map<String, HealthCriteria> healthy;
    private final StringTable strings;
    private final Map<Integer, Long> withins = new HashMap<>();
    private final Map<Integer, Presence> byId = new HashMap<>();
    private final Map<String, Presence> presences = new HashMap<>();
    private final Map<String, Optional<UserStatistics.UserPace>> users = new HashMap<>();
    private final Map<String, Long> lastCut = new HashMap<>();
    private final Histogram lags = new Histogram(3);
    private long latestEnd = Long.MIN_VALUE;
    private long lateness;
    private long requests;
    private long intendedKnown;
    private long lateByUs;
    private RequestSource.RequestIntegrity integrity = new RequestSource.RequestIntegrity(0, -1);
    private final Map<Integer, Boolean> byOwnFault = new HashMap<>();
    private long ownFaults;
    private final SentCounter sent;
    private final Map<String, SelectedCohort> selections;
    private final SelectionGaps selectionGaps;
    private final boolean imported;

    private TrafficStatistics(
            Evidence evidence, Timeline timeline, Map<String, HealthCriteria> healthy, long firstEffect) {
        strings = evidence.requests().strings();
        imported = !evidence.events(JournalEvent.LoadImported.class).isEmpty();
        this.timeline = timeline;
        this.healthy = healthy;
        cohortIndex = new CohortIndex(strings);
        this.firstEffect = firstEffect;
        sent = new SentCounter(strings, timeline);
        selections = evidence.requests().selected();
        selectionGaps = new SelectionGaps(selections, strings, timeline);
    }

    public static TrafficStatistics of(Evidence evidence, Timeline timeline) throws IOException {
        long firstEffect = LongStream.of(timeline.effects()).findFirst().orElse(Micros.NEVER);
        return of(evidence, timeline, evidence.plan().scenario().healthy(), firstEffect);
    }

    /**
     * Reads by the rules of another plan than the run's own.
     *
     * @param firstEffect normal behaviour is read from the time before it, microseconds since the epoch
     */
    public static TrafficStatistics of(
            Evidence evidence, Timeline timeline, Map<String, HealthCriteria> healthy, long firstEffect)
            throws IOException {
        TrafficStatistics traffic = new TrafficStatistics(evidence, timeline, healthy, firstEffect);
        traffic.integrity = evidence.requests().forEach(traffic::accept);
        return traffic;
    }

    private void accept(RequestRecord request) {
        sent.accept(request);
        latestEnd = Math.max(latestEnd, request.endMicros());
        lateness = Math.max(lateness, latestEnd - request.intendedMicros());
        long within = withins.computeIfAbsent(request.cohort(), this::within);
        boolean unanswered = timeline.coversUnanswered(request, within);
        if (!timeline.covers(request) && !unanswered) {
            if (request.intendedMicros() < timeline.end()) {
                lastCut.merge(strings.text(request.cohort()), request.intendedMicros(), Math::max);
            }
            return;
        }
        selectionGaps.accept(request);
        Presence seen = byId.computeIfAbsent(request.cohort(), id -> presence(strings.text(id)));
        if (request.isBlocking()) {
            seen.blockedAtEnd |= unanswered;
            seen.users.addBlocking(request);
            return;
        }
        seen.waitsAtEnd |= unanswered;
        cohortIndex.named(request);
        seen.requests++;
        seen.users.add(request, within, request.intendedMicros() < firstEffect);
        seen.lastStart = Math.max(seen.lastStart, request.intendedMicros());
        if (seen.starts != null) {
            seen.starts.add(request.intendedMicros() - timeline.zero(), true);
        }
        // A cohort that selects a request has an L of its own, so only by that is such a request late.
        lateByUs += request.intendedKnown() && isLateByUs(request, within) ? 1 : 0;
        if (request.isCopy()) {
            return;
        }
        requests++;
        ownFaults += isOwnFault(request) ? 1 : 0;
        if (request.intendedKnown()) {
            intendedKnown++;
            lags.recordValue(Math.max(0, request.lagMicros()));
        }
    }

    /** It never left this machine, because the machine lacked a resource. */
    private boolean isOwnFault(RequestRecord request) {
        return !request.ok()
                && request.status() == 0
                && byOwnFault.computeIfAbsent(
                        request.error(), id -> OWN_FAULTS.stream().anyMatch(strings.text(id)::contains));
    }

    private static boolean isLateByUs(RequestRecord request, long within) {
        return request.ok() && request.responseMicros() <= within && request.latencyMicros() > within;
    }

    private Presence presence(String cohort) {
        return presences.computeIfAbsent(
                cohort,
                name -> new Presence(
                        timeline.load().cohorts().stream()
                                .anyMatch(planned -> planned.name().equals(name)),
                        new UserStatistics(stableFor(name))));
    }

    private long within(int cohort) {
        @Nullable HealthCriteria rule = healthy.get(strings.text(cohort));
        return rule == null ? Micros.NEVER : Micros.of(rule.within());
    }

    private long stableFor(String cohort) {
        @Nullable HealthCriteria rule = healthy.get(cohort);
        return rule == null ? Micros.NEVER : Math.max(1, Micros.of(rule.stableFor()));
    }

    public CohortIndex cohortIndex() {
        return cohortIndex;
    }

    /** The users of a cohort who send their next request after their last answer; null when arrivals do not wait. */
    public UserStatistics.@Nullable UserPace users(String cohort) {
        return users.computeIfAbsent(cohort, name -> Optional.ofNullable(counted(name)))
                .orElse(null);
    }

    private UserStatistics.@Nullable UserPace counted(String cohort) {
        @Nullable Presence seen = presences.get(cohort);
        if (seen == null) {
            return null;
        }
        long baseline = Math.min(firstEffect, timeline.end()) - timeline.zero();
        @Nullable SelectedCohort selected = selections.get(cohort);
        boolean partial = selected != null && selected.partial();
        return seen.users.users(timeline.models().get(cohort), seen.starts != null, partial, baseline);
    }

    /** Why some cohorts of selected requests cannot be judged, by cohort. */
    public Map<String, String> selectionGaps() {
        return selectionGaps.words(firstEffect, cohort -> {
            UserStatistics.@Nullable UserPace counted = users(cohort);
            return counted == null ? 0 : counted.cycleMicros();
        });
    }

    /** Why a cohort of selected requests is empty; null when it is none or is not. */
    @Nullable
    public String unmatched(String cohort) {
        return selectionGaps.unmatched(cohort);
    }

    /** What each cohort sent from t = 0 on, by cohort. */
    public Map<String, ArrivalCounts> sent() {
        return sent.byCohort();
    }

    /** The most by which a request's intended start lies before the latest end recorded until then. */
    public long lateness() {
        return lateness;
    }

    /** The result of the pass. */
    public RequestSource.RequestIntegrity integrity() {
        return integrity;
    }

    /** Requests that failed because this machine had no port or no file descriptor left for them. */
    public long ownFaults() {
        return ownFaults;
    }

    /** Whether more of them failed for lack of this machine's resources than may be attributed to the system. */
    public boolean ownFaultsMatter() {
        return ownFaults * OWN_LATENESS > requests;
    }

    /** The starts of a planned cohort's requests over time; null when it sent none, or is not in the plan. */
    @Nullable
    public RequestBins starts(String cohort) {
        @Nullable Presence seen = presences.get(cohort);
        return seen == null ? null : seen.starts;
    }

    /** The intended start of a cohort's last request, microseconds since the epoch; t = 0 when it sent none. */
    long lastStart(String cohort) {
        @Nullable Presence seen = presences.get(cohort);
        return seen == null ? timeline.zero() : Math.max(timeline.zero(), seen.lastStart);
    }

    /** As the last start, but with requests that Crossfire cut short: users sent them, too. */
    long lastSent(String cohort) {
        return Math.max(lastStart(cohort), lastCut.getOrDefault(cohort, timeline.zero()));
    }

    /** That of all cohorts. */
    long lastSent() {
        return presences.keySet().stream().mapToLong(this::lastSent).max().orElse(timeline.zero());
    }

    /**
     * Until when the absence of an unhealthy interval is evidence: a cohort that has fallen silent does not show that
     * it is healthy.
     *
     * @return microseconds since the epoch
     */
    public long observedUntil(String cohort) {
        @Nullable Presence seen = presences.get(cohort);
        if (seen == null || seen.requests == 0) {
            return timeline.zero();
        }
        long meanGap = (timeline.end() - timeline.zero()) / seen.requests;
        // Where requests are counted, users who wait for another request are no evidence about this cohort.
        if (seen.waitsAtEnd || (seen.blockedAtEnd && users(cohort) != null)) {
            return timeline.end();
        }
        boolean toTheEnd = seen.lastStart >= timeline.end() - Math.max(LEAST_SILENCE, MANY_GAPS * meanGap);
        return timeline.complete() && toTheEnd ? timeline.end() : seen.lastStart;
    }

    /** How much of one cohort was seen. */
    private static final class Presence {
        private long requests;
        private long lastStart = Long.MIN_VALUE;
        private boolean waitsAtEnd;
        private boolean blockedAtEnd;
        private final @Nullable RequestBins starts;
        private final UserStatistics users;

        Presence(boolean planned, UserStatistics users) {
            starts = planned ? new RequestBins() : null;
            this.users = users;
        }
    }

    public InjectorFigures injector() {
        @Nullable Double lag = intendedKnown == 0 || imported ? null : lags.getValueAtPercentile(99) / MICROS_PER_MILLI;
        boolean saturated = lag != null && (lag > MOST_LAG_P99_MILLIS || lateByUs * OWN_LATENESS > intendedKnown);
        return new InjectorFigures(requests, intendedKnown, lag, saturated);
    }
}
