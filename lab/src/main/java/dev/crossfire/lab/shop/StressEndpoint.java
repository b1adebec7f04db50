package dev.crossfire.lab.shop;

import dev.crossfire.lab.shop.JsonHandler.BadRequestException;
import dev.crossfire.lab.shop.JsonHandler.ShopAnswer;
import dev.crossfire.lab.time.LabClock;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.server.RoutingHandler;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/** Requests to a replica that need its token; without it they do not exist. */
final class StressEndpoint {
    /** Carries the token. */
    static final String HEADER = "X-Control-Token";

    private static final int LONGEST_STRESS_MILLIS = 43_200_000;

    private record Done(String stress) {}

    private final String token;
    private final SelfStress stress = new SelfStress();

    /**
     * Creates the endpoints behind the token.
     *
     * @param token empty if there is no access
     */
    StressEndpoint(String token) {
        this.token = token;
    }

    /** Returns the paths; they need no worker, so that a replica that has none left can be eased. */
    RoutingHandler routes() {
        return new RoutingHandler()
                .post("/control/stress/{id}", isProtected(this::begin))
                .delete("/control/stress/{id}", isProtected(this::end));
    }

    private HttpHandler isProtected(JsonHandler.Endpoint endpoint) {
        return new JsonHandler(exchange -> isAuthorized(exchange)
                ? endpoint.answer(exchange)
                : ShopAnswer.problem(404, "not-found", "there is nothing at " + exchange.getRequestPath()));
    }

    private boolean isAuthorized(HttpServerExchange exchange) {
        String given = exchange.getRequestHeaders().getFirst(HEADER);
        return !token.isEmpty()
                && given != null
                && MessageDigest.isEqual(
                        given.getBytes(StandardCharsets.UTF_8), token.getBytes(StandardCharsets.UTF_8));
    }

    private ShopAnswer begin(HttpServerExchange exchange) throws BadRequestException {
        SelfStress.StressAmount requested = new SelfStress.StressAmount(
                number(exchange, "cpu", 100),
                number(exchange, "workers", 1_000),
                number(exchange, "memory", 100),
                Duration.ofMillis(number(exchange, "millis", LONGEST_STRESS_MILLIS)));
        String id = text(exchange, "id");
        return stress.begin(id, requested)
                ? ShopAnswer.ok(new Done(id))
                : ShopAnswer.problem(429, "too-many", "too many stress requests are active; end some");
    }

    private ShopAnswer end(HttpServerExchange exchange) {
        String id = text(exchange, "id");
        stress.end(id);
        return ShopAnswer.ok(new Done(id));
    }

    private static int number(HttpServerExchange exchange, String name, int most) throws BadRequestException {
        String text = text(exchange, name);
        try {
            int number = Integer.parseInt(text);
            if (number >= 0 && number <= most) {
                return number;
            }
        } catch (NumberFormatException e) {
            // Reported below, with the same message as a number out of range.
        }
        throw new BadRequestException(name + " is '" + text + "'; expected a whole number from 0 to " + most);
    }

    private static String text(HttpServerExchange exchange, String name) {
        @Nullable Deque<String> given = exchange.getQueryParameters().get(name);
        return given == null || given.isEmpty() ? "" : given.element();
    }

    /**
     * Work and memory that a replica wastes on purpose, so that it is short of both.
     *
     * <p>Each ends by itself, in this very process, even if the process that requested it has ended.
     */
    static final class SelfStress {
        private static final int MOST_AT_A_TIME = 16;
        private static final long PERIOD_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
        private static final int CHUNK_BYTES = 64 * 1024;
        private static final int ALL_PERCENT = 100;

        /**
         * How much, and for how long.
         *
         * @param cpuPercent share of the time of each worker, 0 to 100
         * @param workers threads; 0 is one for each processor
         * @param memoryPercent how much of the memory is to be in use, 0 to 100
         * @param limit for how long
         */
        record StressAmount(int cpuPercent, int workers, int memoryPercent, Duration limit) {}

        private static final class RunningStress {
            private final long until;
            private final List<Thread> threads = new ArrayList<>();
            /** Kept here, where no compiler can detect that it is never read. */
            private byte[][] allocated = new byte[0][];

            private volatile boolean ended;

            RunningStress(Duration limit) {
                until = LabClock.nanos() + limit.toNanos();
            }

            boolean over() {
                return ended || LabClock.nanos() - until >= 0;
            }
        }

        private final Map<String, RunningStress> running = new ConcurrentHashMap<>();

        /**
         * Begins the stress; does nothing if that has begun already.
         *
         * @param id what to end it by
         * @return false if too much is under way
         */
        synchronized boolean begin(String id, StressAmount stress) {
            running.values().removeIf(RunningStress::over);
            if (running.containsKey(id)) {
                return true;
            }
            if (running.size() >= MOST_AT_A_TIME) {
                return false;
            }
            RunningStress one = new RunningStress(stress.limit());
            running.put(id, one);
            int processors = Runtime.getRuntime().availableProcessors();
            int workers = stress.workers() == 0 ? processors : Math.min(stress.workers(), processors);
            for (int i = 0; i < workers && stress.cpuPercent() > 0; i++) {
                start(one, () -> burn(one, stress.cpuPercent()));
            }
            if (stress.memoryPercent() > 0) {
                start(one, () -> allocate(one, stress.memoryPercent()));
            }
            return true;
        }

        /** Ends it within a moment; harmless if it has ended, or never began. */
        synchronized void end(String id) {
            RunningStress one = running.remove(id);
            if (one != null) {
                one.ended = true;
                one.threads.forEach(LockSupport::unpark);
            }
        }

        private static void start(RunningStress one, Runnable work) {
            Thread thread = new Thread(work, "stress");
            thread.setDaemon(true);
            one.threads.add(thread);
            thread.start();
        }

        private static void burn(RunningStress one, int percent) {
            while (!one.over()) {
                long began = LabClock.nanos();
                while (LabClock.nanos() - began < PERIOD_NANOS * percent / ALL_PERCENT && !one.ended) {
                    Thread.onSpinWait();
                }
                LockSupport.parkNanos(PERIOD_NANOS - PERIOD_NANOS * percent / ALL_PERCENT);
            }
        }

        /** Allocates so much that the share is reached with what is in use anyway. */
        private static void allocate(RunningStress one, int percent) {
            Runtime runtime = Runtime.getRuntime();
            // What is no longer in use counts as used until it has been collected.
            System.gc();
            long required = runtime.maxMemory() / ALL_PERCENT * percent;
            long lacking = required - (runtime.totalMemory() - runtime.freeMemory());
            one.allocated = new byte[(int) Math.max(0, lacking / CHUNK_BYTES)][];
            for (int i = 0; i < one.allocated.length && !one.over(); i++) {
                one.allocated[i] = new byte[CHUNK_BYTES];
            }
            System.gc();
            while (!one.over()) {
                LockSupport.parkNanos(PERIOD_NANOS);
            }
            one.allocated = new byte[0][];
            System.gc();
        }
    }
}
