package dev.crossfire.judge.users;

import dev.crossfire.judge.users.PlantedLoad.Manner;
import dev.crossfire.judge.users.PlantedLoad.Outage;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Holds the judge's brackets against outages planted under load whose users wait for their answers.
 *
 * <p>More with {@code -Dclosed.trials=600}.
 */
@Tag("long")
class ClosedCoverageTest {
    private static final long SEED = 20261121;
    private static final int CLOSED = Integer.getInteger("closed.trials", 120);
    private static final int OTHERS = Integer.getInteger("closed.trials", 20);
    /** So many trials distinguish 95 of 100 from less. */
    private static final int ENOUGH = 300;

    private static final int[] USERS = {20, 100, 500};
    private static final double[] THINK = {0, 1, 5};
    private static final double[] BACKGROUND = {0, 0.002};
    private static final double[] ARRIVALS = {20, 60, 300};
    private static final double[] THROTTLED_TO = {0.8, 0.95, 1.5};
    private static final double[] SESSIONS = {5, 20, 60};
    private static final int[] STEPS = {2, 5, 10};
    private static final double[] SESSION_THINK = {0.2, 1};

    private final PlantedTrials trials = new PlantedTrials(SEED);
    private final SplittableRandom random = new SplittableRandom(SEED);

    @Test
    void bracketsContainThePlantedEndUnderClosedLoad() {
        for (int i = 0; i < CLOSED; i++) {
            int users = USERS[random.nextInt(USERS.length)];
            double think = THINK[random.nextInt(THINK.length)];
            Manner manner = PlantedTrials.manner(random);
            Outage outage = PlantedTrials.outage(manner, PlantedTrials.seconds(random), random);
            double background = BACKGROUND[random.nextInt(2)];
            trials.add(
                    new ClosedLoad(users, think, background, outage, random.nextLong()),
                    manner + " think " + (int) think,
                    "users " + users);
        }
        trials.check();
    }

    /** Arrivals or closed users queue inside the load generator; where the throttle is above their rate, they do not. */
    @Test
    void bracketsContainThePlantedEndUnderThrottledLoad() {
        for (int i = 0; i < OTHERS; i++) {
            double arrivals = ARRIVALS[random.nextInt(ARRIVALS.length)];
            double share = THROTTLED_TO[random.nextInt(THROTTLED_TO.length)];
            Outage outage = PlantedTrials.outage(PlantedTrials.manner(random), PlantedTrials.seconds(random), random);
            double background = BACKGROUND[random.nextInt(2)];
            boolean closed = random.nextBoolean();
            int users = USERS[random.nextInt(USERS.length)];
            double think = THINK[random.nextInt(THINK.length)];
            trials.add(
                    closed
                            ? new ClosedLoad(users, think, background, outage, random.nextLong()).throttledTo(share)
                            : new ThrottledLoad(arrivals, share * arrivals, background, outage, random.nextLong()),
                    outage.manner().toString(),
                    closed ? "closed, think " + (int) think : "open, arrivals " + (int) arrivals,
                    "throttled to " + share);
        }
        checkOthers();
    }

    /** The first request's intended start is known, the later ones are delayed by the answers before. */
    @Test
    void bracketsContainThePlantedEndUnderOpenSessions() {
        for (int i = 0; i < OTHERS; i++) {
            double arrivals = SESSIONS[random.nextInt(SESSIONS.length)];
            int steps = STEPS[random.nextInt(STEPS.length)];
            double think = SESSION_THINK[random.nextInt(SESSION_THINK.length)];
            Outage outage = PlantedTrials.outage(PlantedTrials.manner(random), PlantedTrials.seconds(random), random);
            double background = BACKGROUND[random.nextInt(2)];
            trials.add(
                    new SessionLoad(arrivals, steps, think, background, outage, random.nextLong()),
                    outage.manner().toString(),
                    "arrivals " + arrivals,
                    "steps " + steps,
                    "think " + think);
        }
        checkOthers();
    }

    private void checkOthers() {
        if (OTHERS < ENOUGH) {
            trials.checkFew();
        } else {
            trials.check();
        }
    }
}
