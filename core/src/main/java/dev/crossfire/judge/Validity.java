package dev.crossfire.judge;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.judge.timeline.Micros;
import dev.crossfire.judge.timeline.Timeline;
import dev.crossfire.judge.traffic.RecordingGaps;
import dev.crossfire.judge.traffic.SentLoad;
import dev.crossfire.judge.traffic.TrafficStatistics;
import dev.crossfire.judge.traffic.UserStatistics;
import dev.crossfire.model.verdict.Verdict.InjectorFigures;
import dev.crossfire.spi.FigureText;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The reasons why figures of a run are void, or are weaker evidence.
 *
 * @param steps times that the wall clock was set, because of which nothing that depends on times may count
 * @param voids other reasons because of which nothing about requests may count
 * @param recordingGaps such reasons that concern one cohort only
 * @param missing why some of the recorded data is missing, so that nothing may pass, nor a share fail
 * @param cut why the load did not run to its end, so that nothing may pass, nor a share of what was cut fail
 * @param ruled whether it was cut because the scenario's own rule ended the run, and by nothing else
 * @param load the sent load compared with the planned one
 * @param integrity why the evidence is not proven to be as the run wrote it
 * @param remarks what a reader should know although it changes nothing
 */
record Validity(
        List<String> steps,
        List<String> voids,
        Map<String, String> recordingGaps,
        Optional<String> missing,
        Optional<String> cut,
        boolean ruled,
        SentLoad load,
        List<String> integrity,
        List<String> remarks) {
    static Validity of(Evidence evidence, Timeline timeline, TrafficStatistics traffic) {
        List<String> remarks = new ArrayList<>();
        Optional<String> missing = missing(evidence, traffic);
        Map<String, String> recordingGaps = RecordingGaps.of(timeline, traffic, missing.isEmpty());
        SentLoad load = SentLoad.of(evidence, timeline, traffic, traffic.sent(), recordingGaps, missing.isEmpty());
        recordingGaps.keySet().removeIf(load::endedEarly);
        addUnknownUsers(evidence, traffic, recordingGaps);
        recordingGaps.putAll(traffic.selectionGaps());
        List<String> voids = voids(evidence, traffic, remarks);
        remarks.addAll(load.remarks());
        return new Validity(
                steps(evidence, timeline),
                voids,
                recordingGaps,
                missing,
                cut(evidence, timeline),
                ruled(evidence),
                load,
                integrity(evidence),
                List.copyOf(remarks));
    }

    /** Why no figure of a cohort counts; null when they count. */
    @Nullable
    String voids(@Nullable String cohort) {
        return Stream.concat(
                        Stream.concat(steps.stream(), voids.stream()),
                        recordingGaps.entrySet().stream()
                                .filter(gap -> cohort == null || gap.getKey().equals(cohort))
                                .map(Map.Entry::getValue))
                .findFirst()
                .orElse(null);
    }

    /** Why times do not count; null when they do. */
    @Nullable
    String clock() {
        return steps.isEmpty() ? null : steps.get(0);
    }

    /** Why nothing may pass; null when it may. */
    @Nullable
    String weakened() {
        return missing.or(() -> cut).orElse(null);
    }

    /** Every reason against the run, a sentence each. */
    List<String> against() {
        return Stream.concat(spoils().stream(), ruled ? cut.stream() : Stream.empty())
                .toList();
    }

    /** Why the figures may not be compared with other runs', a sentence each. */
    List<String> spoils() {
        return Stream.of(
                        steps,
                        voids,
                        recordingGaps.values(),
                        load.differences(),
                        integrity,
                        missing.stream().toList(),
                        ruled ? List.<String>of() : cut.stream().toList())
                .flatMap(reasons -> reasons.stream())
                .toList();
    }

    /** Everything found, a sentence each. */
    List<String> notes() {
        return Stream.concat(against().stream(), remarks.stream()).toList();
    }

    private static void addUnknownUsers(Evidence evidence, TrafficStatistics traffic, Map<String, String> reasons) {
        for (String cohort : evidence.plan().scenario().healthy().keySet()) {
            UserStatistics.@Nullable UserPace users = traffic.users(cohort);
            if (users != null && !users.known()) {
                reasons.putIfAbsent(
                        cohort,
                        "the users of " + cohort
                                + " wait for their answers before they send again, and the record does not"
                                + " say which user sent what, so how long they waited cannot be determined");
            }
        }
    }

    private static List<String> steps(Evidence evidence, Timeline timeline) {
        return evidence.events(JournalEvent.ClockStepped.class).stream()
                .map(step -> "the clock of the load generator's machine was set by "
                        + Math.round(step.byMillis()) + " ms about "
                        + FigureText.moment(Micros.seconds(Micros.of(step.at()) - timeline.zero()))
                        + " after t = 0, so times before and after that are not on one axis; do not set it"
                        + " while a run lasts")
                .toList();
    }

    private static List<String> voids(Evidence evidence, TrafficStatistics traffic, List<String> remarks) {
        List<String> voids = new ArrayList<>();
        evidence.events(JournalEvent.GeneratorStarved.class)
                .forEach(starved -> voids.add("the load generator exhausted " + starved.resource() + " ("
                        + starved.seen() + "), so its delays cannot be distinguished from the system's"));
        if (traffic.ownFaultsMatter()) {
            voids.add(
                    traffic.ownFaults() + " requests failed because the load generator's machine had no port or no file"
                            + " descriptor left for them, which is not a failure of the system; raise its limits or lower the"
                            + " rate");
        } else if (traffic.ownFaults() > 0) {
            remarks.add(
                    traffic.ownFaults() + " of the failed requests failed because the load generator's machine had no"
                            + " port or no file descriptor left for them");
        }
        injector(traffic.injector(), voids);
        return List.copyOf(voids);
    }

    private static void injector(InjectorFigures injector, List<String> voids) {
        if (injector.saturated()) {
            @Nullable Double lag = injector.lagP99Millis();
            String seen = lag == null
                    ? ""
                    : "99 % of requests left within " + FigureText.millis(lag) + " of their intended start; ";
            voids.add(
                    "the load generator could not keep up (" + seen + "at most "
                            + FigureText.written(TrafficStatistics.MOST_LAG_P99_MILLIS)
                            + " ms is acceptable, and next to no request late by that alone),"
                            + " so its stalls cannot be distinguished from the system's; run it with less load or on a less busy machine");
        }
    }

    /** Why the evidence is not proven to be as the run wrote it, a sentence each. */
    static List<String> integrity(Evidence evidence) {
        List<String> reasons = new ArrayList<>();
        evidence.integrity().damage().forEach(damage -> reasons.add(damage.text()));
        if (!evidence.integrity().ended()) {
            reasons.add("the run has no end: it wrote no manifest (manifest.json), so its evidence may be incomplete");
        }
        return List.copyOf(reasons);
    }

    private static Optional<String> missing(Evidence evidence, TrafficStatistics traffic) {
        long records = traffic.integrity().records();
        Optional<String> damage = traffic.integrity().damage();
        Optional<String> ended = evidence.events(JournalEvent.LoadEnded.class).stream()
                .filter(end -> end.requests() > records)
                .findFirst()
                .map(end -> "the load generator recorded " + end.requests() + " requests, but " + records
                        + " are in the record, so some are missing");
        return damage.map(found -> found + ", so some are missing")
                .or(() -> ended)
                .or(() -> evidence.integrity().damage().stream()
                        .findFirst()
                        .map(found -> found.text() + ", so the evidence is not what the run wrote"));
    }

    private static Optional<String> cut(Evidence evidence, Timeline timeline) {
        String cut = "the load did not run to its end";
        return timeline.complete()
                ? Optional.empty()
                : evidence.events(JournalEvent.LoadEnded.class).stream()
                        .flatMap(ended -> Stream.ofNullable(ended.problem()))
                        .findFirst()
                        .map(problem -> cut + ": " + problem)
                        .or(() -> Optional.of(cut));
    }

    /** Runs that were too bad to go on must stay in comparisons, or only the better ones would be compared. */
    private static boolean ruled(Evidence evidence) {
        return !evidence.events(JournalEvent.AbortConditionMet.class).isEmpty()
                && evidence.events(JournalEvent.LoadEnded.class).stream().allMatch(ended -> ended.problem() == null);
    }
}
