package dev.crossfire.chaos.probe;

import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.BooleanSupplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Watches all targets of a fault at the same time; used by one thread. */
public final class TargetProbes implements AutoCloseable {
    private static final int MOST_TARGETS_LISTED = 3;

    /** On a full machine, or through a slow API server, a healthy target's answers are late for a while. */
    private static final Duration LATE_AT_MOST = Duration.ofSeconds(5);

    private final List<TargetProbe> all;

    /** How one target is observed. */
    public record Observation(ProbeClient probeClient, Symptom effect) {}

    /** Says how each target is observed. */
    @FunctionalInterface
    public interface ObservationSource {
        /**
         * How a target is observed.
         *
         * @throws FaultException when it cannot be probed
         */
        Observation of(Target target) throws FaultException;
    }

    private TargetProbes(List<TargetProbe> all) {
        this.all = List.copyOf(all);
    }

    /**
     * Prepares the probes; sends none yet.
     *
     * @throws FaultException when one of the targets cannot be probed
     */
    public static TargetProbes over(List<Target> targets, Environment environment, Symptom effect)
            throws FaultException {
        return over(targets, target -> new Observation(environment.capability(target, ProbeClient.class), effect));
    }

    /**
     * Prepares probes of which each has its own kind; sends none yet.
     *
     * @throws FaultException when one of the targets cannot be probed
     */
    public static TargetProbes over(List<Target> targets, ObservationSource source) throws FaultException {
        List<TargetProbe> all = new ArrayList<>();
        try {
            for (Target target : targets) {
                Observation observation = source.of(target);
                all.add(new TargetProbe(target, observation.probeClient(), observation.effect()));
            }
        } catch (FaultException | RuntimeException unseen) {
            all.forEach(TargetProbe::close);
            throw unseen;
        }
        return new TargetProbes(all);
    }

    /**
     * Learns how the targets answer when nothing is wrong; waits a few seconds for answers that are late.
     *
     * @throws FaultException when one of them does not
     */
    public void survey(RunClock clock) throws FaultException {
        BooleanSupplier surveying = within(clock);
        List<CompletableFuture<ProbeBaseline>> surveys =
                all.stream().map(one -> one.survey(surveying)).toList();
        CompletableFuture.allOf(surveys.toArray(CompletableFuture<?>[]::new)).join();
        for (int i = 0; i < all.size(); i++) {
            all.get(i).compareWith(surveys.get(i).join());
        }
        // A survey of twenty answers may have taken all of the time.
        BooleanSupplier waiting = within(clock);
        do {
            probe(false, patience());
        } while (all.stream().anyMatch(TargetProbe::late) && waiting.getAsBoolean());
        if (all.stream().anyMatch(TargetProbe::affected)) {
            throw new FaultException(detail() + " before there is one; heal it first, or mend the status command");
        }
        if (!intact()) {
            throw new FaultException(detail() + ": not all targets answer; wait until they are healthy");
        }
    }

    /** Says as long as answers may be late that they may. */
    private static BooleanSupplier within(RunClock clock) {
        Duration end = clock.elapsed().plus(LATE_AT_MOST);
        return () -> clock.elapsed().compareTo(end) < 0;
    }

    /** Probes all at once and takes in the replies within {@link ProbeClient#PATIENCE_MILLIS}. */
    public void probe(boolean mayBeConfirmed) {
        probe(mayBeConfirmed, Duration.ofMillis(ProbeClient.PATIENCE_MILLIS));
    }

    /** Probes all at once, and waits for replies as long as the slowest probe may take. */
    public void probeOnce() {
        probe(false, patience());
    }

    private Duration patience() {
        return all.stream()
                .map(TargetProbe::patience)
                .max(Comparator.naturalOrder())
                .orElse(Duration.ZERO);
    }

    private void probe(boolean mayBeConfirmed, Duration limit) {
        List<CompletableFuture<ProbeReply>> sent =
                all.stream().map(TargetProbe::request).toList();
        TargetProbe.awaitAll(sent, limit);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).take(sent.get(i), mayBeConfirmed);
        }
    }

    public boolean intact() {
        return all.stream().allMatch(TargetProbe::intact);
    }

    /** Whether every latest reply says something about its target. */
    public boolean known() {
        return all.stream().allMatch(TargetProbe::known);
    }

    /** When no check had found an effect yet, on any target; empty where only the targets' answers are probed. */
    public Optional<Instant> effectAbsent() {
        return all.stream().flatMap(one -> one.effectAbsent().stream()).min(Comparator.naturalOrder());
    }

    /** How long after a question an answer was due that never came; empty if none of the targets is silent. */
    public Optional<Duration> overdue() {
        return all.stream().flatMap(one -> one.overdue().stream()).min(Comparator.naturalOrder());
    }

    public boolean confirmed() {
        return all.stream().allMatch(TargetProbe::confirmed);
    }

    /** The last probe's results, those first that are not as they should be. */
    public String detail() {
        List<TargetProbe> described = Stream.concat(
                        all.stream().filter(one -> !one.intact()), all.stream().filter(TargetProbe::intact))
                .toList();
        String words = described.stream()
                .limit(MOST_TARGETS_LISTED)
                .map(TargetProbe::detail)
                .collect(Collectors.joining(", "));
        int others = described.size() - MOST_TARGETS_LISTED;
        return others > 0 ? words + "; " + others + " more target" + (others == 1 ? "" : "s") : words;
    }

    @Override
    public void close() {
        all.forEach(TargetProbe::close);
    }
}
