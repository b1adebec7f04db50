package dev.crossfire.judge.users;

import dev.crossfire.model.load.Population;
import dev.crossfire.model.load.Population.ArrivalModel;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Closed users: each sends, waits for the answer, thinks and sends again. Throttled, they queue inside the load generator
 * before they send.
 */
final class ClosedLoad extends PlantedLoad {
    private record Turn(double at, int user) {}

    private final int users;
    private final double think;
    /** The least time between two requests; 0 without a throttle. */
    private double gap;

    ClosedLoad(int users, double think, double background, Outage outage, long seed) {
        // At most some 3000 requests a second, as one machine makes them.
        super(
                think == 0 ? Math.max(0.02, users / 3000.0) : 0.02,
                Math.max(0.001, users / 3000.0),
                background,
                think,
                outage,
                seed);
        this.users = users;
        this.think = think;
    }

    /** Throttles to a share of the requests that the users would send. */
    ClosedLoad throttledTo(double share) {
        gap = (think + service()) / (share * users);
        return this;
    }

    @Override
    Population population() {
        return new Population(COHORT, gap == 0 ? ArrivalModel.CLOSED : ArrivalModel.THROTTLED, false);
    }

    /** Answers a second while the outage lasts; if throttled, requests. */
    @Override
    double rate() {
        if (gap > 0) {
            return sentRate();
        }
        double answer =
                switch (outage.manner()) {
                    case FAIL, HOLD -> service();
                    case REFUSE -> refusal();
                    case HANG -> outage.timeout();
                    case SLOW -> SLOWNESS + service();
                };
        double mean = outage.severity() * answer + (1 - outage.severity()) * service();
        return users / (think + mean);
    }

    @Override
    void sendAll() {
        PriorityQueue<Turn> turns = new PriorityQueue<>(Comparator.comparingDouble(Turn::at));
        for (int user = 1; user <= users; user++) {
            turns.add(new Turn(random.nextDouble() * (think + service()), user));
        }
        double next = 0;
        while (!turns.isEmpty()) {
            Turn turn = turns.poll();
            double start = Math.max(turn.at(), next);
            next = start + gap;
            // A user who is still in the queue as the load ends has sent nothing.
            double end = start < length() ? request(start, turn.user()) : start;
            if (end < length()) {
                double pause = think == 0 ? 0.0001 : think * (0.8 + 0.4 * random.nextDouble());
                if (end + pause < length()) {
                    turns.add(new Turn(end + pause, turn.user()));
                }
            }
        }
    }
}
