package dev.crossfire.chaos.probe;

import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Watches all targets of a fault at the same time; used by one thread. */
public final class TargetProbes implements AutoCloseable {
    private static final int MOST_TARGETS_LISTED = 3;

    private final List<TargetProbe> all;

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
        List<TargetProbe> all = new ArrayList<>();
        try {
            for (Target target : targets) {
                all.add(new TargetProbe(target, environment.capability(target, ProbeClient.class), effect));
            }
        } catch (FaultException | RuntimeException unseen) {
            all.forEach(TargetProbe::close);
            throw unseen;
        }
        return new TargetProbes(all);
    }

    /**
     * Learns how the targets answer when nothing is wrong.
     *
     * @throws FaultException when one of them does not
     */
    public void survey() throws FaultException {
        List<CompletableFuture<ProbeBaseline>> surveys =
                all.stream().map(TargetProbe::survey).toList();
        CompletableFuture.allOf(surveys.toArray(CompletableFuture<?>[]::new)).join();
        for (int i = 0; i < all.size(); i++) {
            all.get(i).compareWith(surveys.get(i).join());
        }
        probe(false);
        if (!intact()) {
            throw new FaultException(detail() + ": not all targets answer; wait until they are healthy");
        }
    }

    /** Probes all at once and takes in the replies within the time of a probe. */
    public void probe(boolean mayBeConfirmed) {
        List<CompletableFuture<ProbeReply>> sent =
                all.stream().map(TargetProbe::request).toList();
        TargetProbe.awaitAll(sent);
        for (int i = 0; i < all.size(); i++) {
            all.get(i).take(sent.get(i), mayBeConfirmed);
        }
    }

    public boolean intact() {
        return all.stream().allMatch(TargetProbe::intact);
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
