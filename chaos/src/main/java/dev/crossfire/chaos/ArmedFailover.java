package dev.crossfire.chaos;

import dev.crossfire.model.Target;
import dev.crossfire.spi.Arming;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.NotAskedException;
import dev.crossfire.spi.Sighting;
import java.time.Clock;
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
 * Failovers of one or more databases, ready to be started together.
 *
 * <p>One thread may fire it while another looks; looks and the end exclude each other.
 */
final class ArmedFailover implements Fault {
    /** Longer than a database that serves needs for one row, shorter than what a look may take. */
    private static final long PATIENCE_MILLIS = 600;

    /** One database's share of the fault. */
    private record Part(String target, PairWatch watch, Command command, Aftermath aftermath, Hearing hearing) {}

    private final List<Part> parts;
    private final Clock clock = Clock.systemUTC();

    private ArmedFailover(List<Part> parts) {
        this.parts = List.copyOf(parts);
    }

    static ArmedFailover of(Arming<DatabaseFailover.Settings> arming) throws FaultException {
        List<Part> parts = new ArrayList<>();
        try {
            for (Target target : arming.targets()) {
                parts.add(part(target, arming));
            }
            return new ArmedFailover(parts);
        } catch (FaultException | RuntimeException broken) {
            parts.forEach(part -> part.watch().close());
            // By tags, and even if no target is ready: a request whose answer was not heard may have been done.
            TakingBack.after(broken, () -> new DatabaseFailover().heal(arming, Map.of()));
            throw broken;
        }
    }

    private static Part part(Target target, Arming<DatabaseFailover.Settings> arming) throws FaultException {
        Failover failover = arming.environment().offer(target, Failover.class);
        PairWatch watch = PairWatch.of(failover.pair());
        try {
            Command command = failover.prepare(arming.run(), arming.fault());
            Aftermath aftermath = new Aftermath(DatabaseFailover.LONGEST);
            return new Part(target.id(), watch, command, aftermath, new Hearing(command, aftermath));
        } catch (FaultException | RuntimeException broken) {
            watch.close();
            throw broken;
        }
    }

    @Override
    public Map<String, String> handle() {
        Map<String, String> all = new LinkedHashMap<>();
        for (Part part : parts) {
            all.putAll(part.command().handle());
            all.put(DatabaseFailover.WRITER + part.target(), part.watch().writer());
        }
        return all;
    }

    @Override
    public void inject() throws FaultException {
        for (Part part : parts) {
            String objection = part.watch().objection();
            if (objection != null) {
                throw new NotAskedException(part.target() + " was not made to fail over: " + objection);
            }
        }
        parts.forEach(part -> part.aftermath().asked());
        try {
            for (Part part : parts) {
                part.command().start();
            }
        } finally {
            // When one refuses, the others that were started still run.
            parts.forEach(part -> part.hearing().begin());
        }
    }

    @Override
    public void takenBack() {
        parts.forEach(part -> part.hearing().again());
    }

    @Override
    public synchronized Sighting look() {
        List<CompletableFuture<PairView>> asked =
                parts.stream().map(part -> part.watch().ask()).toList();
        // Whoever has not answered when patience ends is seen as silent.
        CompletableFuture.allOf(asked.toArray(CompletableFuture<?>[]::new))
                .thenApply(all -> true)
                .completeOnTimeout(false, PATIENCE_MILLIS, TimeUnit.MILLISECONDS)
                .join();
        List<Sighting> sightings = IntStream.range(0, parts.size())
                .mapToObj(i -> parts.get(i).watch().sight(asked.get(i)))
                .toList();
        boolean bitten = sightings.stream().allMatch(Sighting::bitten);
        return new Sighting(
                sightings.stream().allMatch(Sighting::whole),
                bitten,
                isGone(sightings, clock.instant()),
                Stream.concat(sightings.stream().map(Sighting::seen), bitten ? Stream.of() : troubles())
                        .collect(Collectors.joining("; ")),
                asOf(sightings),
                by(sightings));
    }

    /** They are not whole any more by the time at which the first of them was known not to be. */
    private static @Nullable Instant by(List<Sighting> sightings) {
        return sightings.stream()
                .filter(sighting -> !sighting.whole())
                .flatMap(sighting -> Stream.ofNullable(sighting.by()))
                .min(Comparator.naturalOrder())
                .orElse(null);
    }

    private Stream<String> troubles() {
        return parts.stream().flatMap(part -> Stream.ofNullable(part.hearing().trouble()));
    }

    /** All are whole as of the one that was asked longest ago. */
    private static @Nullable Instant asOf(List<Sighting> sightings) {
        return sightings.stream().anyMatch(sighting -> sighting.asOf() == null)
                ? null
                : sightings.stream()
                        .flatMap(sighting -> Stream.ofNullable(sighting.asOf()))
                        .min(Comparator.naturalOrder())
                        .orElse(null);
    }

    /** Asks all, because each wants to know of every look. */
    private boolean isGone(List<Sighting> sightings, Instant now) {
        boolean gone = true;
        for (int i = 0; i < parts.size(); i++) {
            gone &= parts.get(i).aftermath().isGone(sightings.get(i), now);
        }
        return gone;
    }

    @Override
    public synchronized void close() {
        parts.forEach(part -> {
            part.hearing().close();
            part.watch().close();
        });
    }
}
