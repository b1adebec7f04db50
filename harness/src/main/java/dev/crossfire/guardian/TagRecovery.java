package dev.crossfire.guardian;

import dev.crossfire.error.RunErrorException;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.EnvironmentClaim;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.FaultException;
import dev.crossfire.time.TimeSource;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;

/**
 * Removes everything that carries Crossfire's tag from an environment, whatever process made it, without any file of a
 * run.
 */
public final class TagRecovery {
    /** Longer than a run's claim outlives the run: a recovery that is still refused after it meets a live run. */
    private static final Duration CLAIM_BOUND = Duration.ofSeconds(45);

    private static final Duration BOUND = Duration.ofMinutes(2);
    private static final Duration BETWEEN_ATTEMPTS = Duration.ofSeconds(1);

    private final Environment environment;
    private final String name;
    private final TimeSource time;
    private final Consumer<String> log;

    /**
     * A recovery that has not begun.
     *
     * @param environment what one provider reaches
     * @param name the environment's
     * @param log takes what is done, a line each
     */
    public TagRecovery(Environment environment, String name, TimeSource time, Consumer<String> log) {
        this.environment = environment;
        this.name = name;
        this.time = time;
        this.log = log;
    }

    /**
     * The leftovers, expired ones too.
     *
     * @throws RunErrorException when the environment cannot be queried
     */
    public List<Leftover> left() throws RunErrorException {
        try {
            return all();
        } catch (FaultException unreachable) {
            throw new RunErrorException("environment " + name + ": " + unreachable.getMessage(), unreachable);
        }
    }

    /**
     * Keeps runs off the environment, and removes the leftovers.
     *
     * @param recovery its name, as unique as a run's
     * @param atOnce without waiting until a run's claim has expired: the run is known to be dead
     * @return whether nothing is left
     * @throws RunErrorException when a live run has claimed the environment, or it cannot be queried
     */
    public boolean recover(String recovery, boolean atOnce) throws RunErrorException, InterruptedException {
        if (atOnce) {
            return clear(recovery);
        }
        List<Leftover> before = left();
        EnvironmentClaim claim = claim(recovery);
        try {
            tellWhatWasTakenOver(before);
            return clear(recovery);
        } finally {
            release(claim);
        }
    }

    private EnvironmentClaim claim(String recovery) throws RunErrorException, InterruptedException {
        Instant bound = time.now().plus(CLAIM_BOUND);
        boolean waiting = false;
        while (true) {
            try {
                return environment.claim(recovery, BOUND.plus(CLAIM_BOUND));
            } catch (FaultException refused) {
                if (!time.now().isBefore(bound)) {
                    throw new RunErrorException(
                            "environment " + name + " cannot be locked: " + refused.getMessage()
                                    + "\n  Stop a run that is under way with: crossfire abort RUN",
                            refused);
                }
                if (!waiting) {
                    log.accept("waiting until the claim of an ended run expires: " + refused.getMessage());
                    waiting = true;
                }
            }
            time.sleepUntil(time.now().plus(BETWEEN_ATTEMPTS));
        }
    }

    private boolean clear(String recovery) throws InterruptedException {
        Instant bound = time.now().plus(BOUND);
        while (true) {
            String problem = clearOnce(recovery);
            if (problem.isEmpty()) {
                return true;
            }
            if (!time.now().isBefore(bound)) {
                log.accept("could not remove everything: " + problem);
                return false;
            }
            time.sleepUntil(time.now().plus(BETWEEN_ATTEMPTS));
        }
    }

    /** What is wrong still; empty when nothing is left. */
    private String clearOnce(String recovery) {
        try {
            for (Leftover left : others(recovery)) {
                environment.clear(left);
                log.accept("removed " + left.what() + " of run " + left.run());
            }
            List<Leftover> left = others(recovery);
            return left.isEmpty()
                    ? ""
                    : left.get(0).what() + " of run " + left.get(0).run() + " still exists";
        } catch (FaultException | RuntimeException refused) {
            return String.valueOf(refused.getMessage());
        }
    }

    /** An ended run's own claim has become this recovery's, which is released in the end. */
    private void tellWhatWasTakenOver(List<Leftover> before) throws RunErrorException {
        List<String> still = left().stream().map(left -> left.id() + left.run()).toList();
        before.stream()
                .filter(left -> !still.contains(left.id() + left.run()))
                .forEach(left -> log.accept("removed " + left.what() + " of run " + left.run()));
    }

    private List<Leftover> all() throws FaultException {
        return Stream.concat(environment.leftovers().stream(), environment.expired().stream())
                .toList();
    }

    private List<Leftover> others(String recovery) throws FaultException {
        return all().stream().filter(left -> !left.run().equals(recovery)).toList();
    }

    private void release(EnvironmentClaim claim) {
        try {
            claim.release();
        } catch (FaultException | RuntimeException stuck) {
            log.accept("this recovery's own claim could not be released, and expires by itself: " + stuck.getMessage());
        }
    }
}
