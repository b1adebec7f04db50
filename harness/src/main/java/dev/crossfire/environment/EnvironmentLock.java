package dev.crossfire.environment;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.EnvironmentClaim;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.FaultException;
import dev.crossfire.time.TimeSource;
import dev.crossfire.time.UninterruptibleWait;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** A run's claim on an environment: no other run breaks anything there, and no other run's leftovers are there. */
public final class EnvironmentLock implements AutoCloseable {
    /** Short, so that a run whose machine has vanished does not keep others out for long. */
    private static final Duration AT_MOST = Duration.ofSeconds(30);

    private static final Duration BETWEEN_RENEWALS = Duration.ofSeconds(10);
    private static final int MOST_SHOWN = 5;

    /** Another run that is just being refused has made a claim, too, and takes it back at once. */
    private static final int CHECKS = 4;

    private static final Duration BETWEEN_LOOKS = Duration.ofMillis(500);

    private final String environment;
    private final EnvironmentClaim claim;
    private final CompletableFuture<Void> over = new CompletableFuture<>();
    private final CompletableFuture<String> lost = new CompletableFuture<>();
    private final Thread renewing;

    private EnvironmentLock(String environment, EnvironmentClaim claim) {
        this.environment = environment;
        this.claim = claim;
        renewing = new Thread(this::renew, "environment-claim");
        renewing.setDaemon(true);
        renewing.start();
    }

    /**
     * Claims an environment.
     *
     * @throws RunErrorException when another run has claimed it or has left something in it; the message contains the
     *     next step
     */
    public static EnvironmentLock of(OpenEnvironment open, String run, TimeSource time)
            throws RunErrorException, InterruptedException {
        String name = open.spec().name();
        try {
            EnvironmentLock environmentLock =
                    new EnvironmentLock(name, open.environment().claim(run, AT_MOST));
            try {
                environmentLock.refuseLeftovers(open, run, time);
                return environmentLock;
            } catch (FaultException | RunErrorException | InterruptedException refused) {
                environmentLock.close();
                throw refused;
            }
        } catch (FaultException refused) {
            throw new RunErrorException("environment " + name + " cannot be locked: " + refused.getMessage(), refused);
        }
    }

    private void refuseLeftovers(OpenEnvironment open, String run, TimeSource time)
            throws FaultException, RunErrorException, InterruptedException {
        List<Leftover> left = of(open.environment(), run);
        for (int i = 1; i < CHECKS && !left.isEmpty() && left.stream().allMatch(one -> one.fault() == null); i++) {
            time.sleepUntil(time.now().plus(BETWEEN_LOOKS));
            left = of(open.environment(), run);
        }
        if (!left.isEmpty()) {
            String shown = left.stream()
                    .limit(MOST_SHOWN)
                    .map(one -> "\n    " + one.what() + " of run " + one.run())
                    .collect(Collectors.joining());
            throw new RunErrorException("environment " + environment + " still has leftovers of " + left.size()
                    + " earlier faults or runs; expected none:" + shown
                    + "\n  Clear it: crossfire recover --env " + open.source().reference());
        }
    }

    /** What others left. */
    private static List<Leftover> of(Environment environment, String run) throws FaultException {
        return environment.leftovers().stream()
                .filter(left -> !left.run().equals(run))
                .toList();
    }

    private void renew() {
        Duration unheard = Duration.ZERO;
        while (!over.isDone() && !lost.isDone()) {
            try {
                over.get(BETWEEN_RENEWALS.toMillis(), TimeUnit.MILLISECONDS);
            } catch (TimeoutException due) {
                unheard = renewed() ? Duration.ZERO : unheard.plus(BETWEEN_RENEWALS);
                if (unheard.compareTo(AT_MOST.minus(BETWEEN_RENEWALS)) >= 0) {
                    lost.complete("the claim on environment " + environment + " could not be renewed for "
                            + unheard.toSeconds() + " s");
                }
            } catch (InterruptedException | ExecutionException impossible) {
                throw new IllegalStateException("a claim is never interrupted or failed", impossible);
            }
        }
    }

    private boolean renewed() {
        try {
            claim.renew();
            return true;
        } catch (FaultException | RuntimeException unheard) {
            // One request may fail; only a claim that has run out is lost.
            return false;
        }
    }

    /** Calls back once when another run may claim the environment from now on. */
    public void whenLost(Consumer<String> callback) {
        var unused = lost.thenAccept(callback);
    }

    /** Releases the claim; one that could not be released expires by itself. */
    @Override
    public void close() {
        over.complete(null);
        try {
            UninterruptibleWait.take(claim::release);
        } catch (FaultException | RuntimeException unheard) {
            // The next run gets an error that names the claiming run, and until when its claim lasts.
            lost.complete(String.valueOf(unheard.getMessage()));
        }
    }
}
