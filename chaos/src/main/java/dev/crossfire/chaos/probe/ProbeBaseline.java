package dev.crossfire.chaos.probe;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/**
 * A target's answers before the fault.
 *
 * @param roundTrips of the probes that it answered, shortest first; empty for a process that did not probe before the
 *     fault
 * @param probes how many probes there were
 * @param serverNames the names that it gave, sorted
 * @param gauges the highest use of a resource that it reported, by name, as shares of the total
 */
public record ProbeBaseline(
        List<Duration> roundTrips, int probes, Set<String> serverNames, Map<String, Double> gauges) {
    private static final int FAR = 3;
    private static final Duration HICCUP = Duration.ofMillis(20);

    /** The baseline of a process that did not probe before the fault. */
    public static final ProbeBaseline UNKNOWN = new ProbeBaseline(List.of(), 0, Set.of(), Map.of());

    public ProbeBaseline {
        roundTrips = roundTrips.stream().sorted().toList();
        serverNames = Set.copyOf(serverNames);
        gauges = Map.copyOf(gauges);
    }

    /** The baseline from some replies. */
    public static ProbeBaseline of(List<ProbeReply> replies) {
        List<ProbeReply.Answered> answers = replies.stream()
                .flatMap(probeReply ->
                        probeReply instanceof ProbeReply.Answered answer ? Stream.of(answer) : Stream.empty())
                .toList();
        Set<String> serverNames = new TreeSet<>();
        answers.stream()
                .map(ProbeReply.Answered::serverName)
                .filter(name -> !name.isEmpty())
                .forEach(serverNames::add);
        Map<String, Double> gauges = new HashMap<>();
        answers.forEach(answer -> answer.gauges().forEach((gauge, share) -> gauges.merge(gauge, share, Math::max)));
        return new ProbeBaseline(
                answers.stream().map(ProbeReply.Answered::roundTrip).toList(), replies.size(), serverNames, gauges);
    }

    /** The longest round trip; empty without answers. */
    public Optional<Duration> slowest() {
        return roundTrips.isEmpty() ? Optional.empty() : Optional.of(roundTrips.get(roundTrips.size() - 1));
    }

    /** How long an answer may take that is as those before, on a machine that is busy now and then; empty without any. */
    public Optional<Duration> due() {
        return slowest().map(longest -> longest.multipliedBy(FAR).plus(HICCUP));
    }
}
