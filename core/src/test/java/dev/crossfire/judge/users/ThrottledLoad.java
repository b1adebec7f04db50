package dev.crossfire.judge.users;

import dev.crossfire.model.load.Population;
import dev.crossfire.model.load.Population.ArrivalModel;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Users who arrive by a schedule, send one request and leave; requests queue inside the load generator for a rate that it
 * must not exceed. When a user wanted to send is not recorded.
 */
final class ThrottledLoad extends PlantedLoad {
    private static final double SERVICE = 0.02;
    private static final double REFUSAL = 0.001;

    private record Leaving(double at, int user) {}

    private final double arrivals;
    private final double throttle;
    private final PriorityQueue<Leaving> leaving = new PriorityQueue<>(Comparator.comparingDouble(Leaving::at));
    private final PriorityQueue<Integer> free = new PriorityQueue<>();
    private int highest;

    /**
     * Users who come and queue.
     *
     * @param arrivals a second
     * @param throttle requests a second at most
     */
    ThrottledLoad(double arrivals, double throttle, double background, Outage outage, long seed) {
        super(SERVICE, REFUSAL, background, 0, outage, seed);
        this.arrivals = arrivals;
        this.throttle = throttle;
    }

    @Override
    Population population() {
        return new Population(COHORT, ArrivalModel.THROTTLED, false);
    }

    @Override
    double rate() {
        return sentRate();
    }

    @Override
    void sendAll() {
        double next = 0;
        for (double at = random.nextDouble() / arrivals;
                at < length();
                at += -Math.log(1 - random.nextDouble()) / arrivals) {
            int user = come(at);
            double start = Math.max(at, next);
            next = start + 1 / throttle;
            // A user who is still in the queue as the load ends has sent nothing.
            if (start < length()) {
                leaving.add(new Leaving(request(start, user), user));
            }
        }
    }

    /** The smallest number that no user has at the moment. */
    private int come(double at) {
        while (!leaving.isEmpty() && leaving.peek().at() <= at) {
            free.add(leaving.remove().user());
        }
        Integer number = free.poll();
        return number == null ? ++highest : number;
    }
}
