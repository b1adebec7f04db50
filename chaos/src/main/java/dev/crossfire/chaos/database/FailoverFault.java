package dev.crossfire.chaos.database;

import dev.crossfire.chaos.injection.ClearedTracker;
import dev.crossfire.chaos.injection.CompletionListener;
import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.chaos.injection.Rollback;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.spi.RunClock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Prepared failovers of one or more databases, to be started together.
 *
 * <p>One thread may inject them while another probes; probes and the end exclude each other.
 */
final class FailoverFault implements Fault {
    /** Longer than a healthy database needs for one row, shorter than the limit of a probe. */
    private static final long PATIENCE_MILLIS = 600;

    /** One database's share of the fault. */
    private record TargetFailover(
            String target,
            PairWatch watch,
            PreparedInjection injection,
            ClearedTracker tracker,
            CompletionListener listener) {}

    private final List<TargetFailover> parts;
    private final RunClock clock;

    private FailoverFault(List<TargetFailover> parts, RunClock clock) {
        this.parts = List.copyOf(parts);
        this.clock = clock;
    }

    static FailoverFault of(FaultContext<DatabaseFailover.Settings> context) throws FaultException {
        List<TargetFailover> parts = new ArrayList<>();
        try {
            for (Target target : context.targets()) {
                parts.add(part(target, context));
            }
            return new FailoverFault(parts, context.environment().clock());
        } catch (FaultException | RuntimeException broken) {
            parts.forEach(part -> part.watch().close());
            // By tags, and even if no target is prepared: a request without an answer may have been done.
            Rollback.after(broken, () -> new DatabaseFailover().heal(context, Map.of()));
            throw broken;
        }
    }

    private static TargetFailover part(Target target, FaultContext<DatabaseFailover.Settings> context)
            throws FaultException {
        PairFailover failover = context.environment().capability(target, PairFailover.class);
        PairWatch watch = PairWatch.of(failover.pair(), context.environment().clock());
        try {
            PreparedInjection injection = failover.prepare(context.run(), context.fault());
            ClearedTracker tracker = new ClearedTracker(DatabaseFailover.LONGEST_FAILOVER);
            return new TargetFailover(
                    target.id(), watch, injection, tracker, new CompletionListener(injection, tracker));
        } catch (FaultException | RuntimeException broken) {
            watch.close();
            throw broken;
        }
    }

    @Override
    public Map<String, String> handle() {
        Map<String, String> all = new LinkedHashMap<>();
        for (TargetFailover part : parts) {
            all.putAll(part.injection().handle());
            all.put(DatabaseFailover.WRITER + part.target(), part.watch().writer());
        }
        return all;
    }

    @Override
    public Map<String, String> injectedHandle() {
        Map<String, String> all = new LinkedHashMap<>();
        parts.forEach(part -> all.putAll(part.injection().started()));
        return all;
    }

    @Override
    public void inject() throws FaultException {
        for (TargetFailover part : parts) {
            String objection = part.watch().objection();
            if (objection != null) {
                throw new NotInjectedException(part.target() + " did not start its failover: " + objection);
            }
        }
        parts.forEach(part -> part.tracker().injected());
        try {
            startAll();
        } finally {
            // When one refuses, the others that were started still run.
            parts.forEach(part -> part.listener().begin());
        }
    }

    private void startAll() throws FaultException {
        for (int i = 0; i < parts.size(); i++) {
            try {
                parts.get(i).injection().start();
            } catch (NotInjectedException refused) {
                if (i == 0) {
                    throw refused;
                }
                throw new FaultException(
                        parts.get(i).target() + " was refused after others had been started: " + refused.getMessage(),
                        refused);
            }
        }
    }

    @Override
    public void endReported() {
        parts.forEach(part -> part.listener().again());
    }

    @Override
    public synchronized ProbeResult probe() {
        List<CompletableFuture<PairView>> pending =
                parts.stream().map(part -> part.watch().request()).toList();
        // A database that has not answered by the deadline counts as silent.
        CompletableFuture.allOf(pending.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> true)
                .completeOnTimeout(false, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        List<ProbeResult> probeResults = IntStream.range(0, parts.size())
                .mapToObj(i -> parts.get(i).watch().sight(pending.get(i)))
                .toList();
        boolean confirmed = probeResults.stream().allMatch(ProbeResult::confirmed);
        return new ProbeResult(
                probeResults.stream().allMatch(ProbeResult::intact),
                confirmed,
                isGone(probeResults, clock.instant()),
                Stream.concat(probeResults.stream().map(ProbeResult::detail), confirmed ? Stream.of() : troubles())
                        .collect(Collectors.joining("; ")),
                asOf(probeResults),
                by(probeResults));
    }

    /** They are not intact any more by the time at which the first of them was known not to be. */
    private static @Nullable Instant by(List<ProbeResult> probeResults) {
        return probeResults.stream()
                .filter(probeResult -> !probeResult.intact())
                .flatMap(probeResult -> Stream.ofNullable(probeResult.by()))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private Stream<String> troubles() {
        return parts.stream().flatMap(part -> Stream.ofNullable(part.listener().problem()));
    }

    /** All are intact as of the one whose probe began first. */
    private static @Nullable Instant asOf(List<ProbeResult> probeResults) {
        return probeResults.stream().anyMatch(probeResult -> probeResult.asOf() == null)
                ? null
                : probeResults.stream()
                        .flatMap(probeResult -> Stream.ofNullable(probeResult.asOf()))
                        .min(Comparator.naturalOrder())
                        .orElse(null);
    }

    /** Every watch is called, because each needs the result of every probe. */
    private boolean isGone(List<ProbeResult> probeResults, Instant now) {
        boolean gone = true;
        for (int i = 0; i < parts.size(); i++) {
            gone &= parts.get(i).tracker().isCleared(probeResults.get(i), now);
        }
        return gone;
    }

    @Override
    public synchronized void close() {
        parts.forEach(part -> {
            part.listener().close();
            part.watch().close();
        });
    }
}
