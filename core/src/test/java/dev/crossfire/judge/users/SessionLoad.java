package dev.crossfire.judge.users;

import dev.crossfire.model.load.Population;
import dev.crossfire.model.load.Population.ArrivalModel;
import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Users who arrive by a schedule and send several requests each: the first one's intended start is known, the later ones
 * wait for the answer before.
 */
final class SessionLoad extends PlantedLoad {
    private static final double SERVICE = 0.02;
    private static final double REFUSAL = 0.001;

    /** @param user 0 for one who arrives */
    private record Turn(double at, int user, int step) {}

    private final double arrivals;
    private final int steps;
    private final double think;
    private final PriorityQueue<Integer> free = new PriorityQueue<>();
    private int highest;

    /**
     * Users who come and stay for a while.
     *
     * @param arrivals a second
     * @param steps requests of each user
     */
    SessionLoad(double arrivals, int steps, double think, double background, Outage outage, long seed) {
        super(SERVICE, REFUSAL, background, think, outage, seed);
        this.arrivals = arrivals;
        this.steps = steps;
        this.think = think;
    }

    @Override
    Population population() {
        return new Population(COHORT, ArrivalModel.OPEN, true);
    }

    @Override
    double rate() {
        return sentRate();
    }

    @Override
    void sendAll() {
        PriorityQueue<Turn> turns = new PriorityQueue<>(Comparator.comparingDouble(Turn::at));
        for (double at = random.nextDouble() / arrivals;
                at < length();
                at += -Math.log(1 - random.nextDouble()) / arrivals) {
            turns.add(new Turn(at, 0, 1));
        }
        while (!turns.isEmpty()) {
            Turn turn = turns.poll();
            if (turn.step() > steps) {
                free.add(turn.user());
                continue;
            }
            int user = turn.user() == 0 ? come() : turn.user();
            double end = request(turn.at(), user, turn.step() == 1);
            double pause = turn.step() == steps ? 0 : think * (0.8 + 0.4 * random.nextDouble());
            if (end + pause < length()) {
                turns.add(new Turn(end + pause, user, turn.step() + 1));
            }
        }
    }

    /** The smallest number that no user has at the moment. */
    private int come() {
        Integer number = free.poll();
        return number == null ? ++highest : number;
    }
}
