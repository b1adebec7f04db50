package dev.crossfire.calibrate.outage;

import dev.crossfire.calibrate.outage.Outage.OutageShape;
import dev.crossfire.calibrate.outage.OutagePlan.Lane;
import dev.crossfire.model.HealthCriteria;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;

/** The plans that Crossfire calibrates itself by; the same seed gives the same plan. */
public final class OutageSchedule {
    private static final Duration WITHIN = Duration.ofMillis(300);
    /** Longer than for open load: some of its users wait a quarter of a second for a right answer. */
    private static final Duration CLOSED_WITHIN = Duration.ofMillis(500);

    private static final Ratio HEALTHY = new Ratio(0.99);
    private static final Duration STABLE_FOR = Duration.ofSeconds(10);
    private static final Duration BRIEF_STABLE_FOR = Duration.ofSeconds(3);

    private OutageSchedule() {}

    /** Sixty outages that must be found at three rates, and three times nothing, on nine lanes. */
    public static OutagePlan full(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        OutagePlacement draft = new OutagePlacement(STABLE_FOR, random);
        draft.add("fast", new Rate(300), 2, Duration.ofMillis(1500), fast());
        draft.add("middle", new Rate(60), 3, Duration.ofSeconds(3), middle());
        draft.add("slow", new Rate(20), 4, Duration.ofSeconds(6), slow());
        return plan(seed, Duration.ofSeconds(8), STABLE_FOR, draft);
    }

    private static List<OutagePlacement.UnplacedOutage> fast() {
        List<OutagePlacement.UnplacedOutage> requests =
                new ArrayList<>(OutagePlacement.UnplacedOutage.each(OutageShape.ALL, 0.3, 1, 3, 8));
        requests.add(OutagePlacement.UnplacedOutage.of(OutageShape.ALL, 1, 12, 1));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.HALF, 0.5, 3, 3, 5));
        requests.add(OutagePlacement.UnplacedOutage.of(OutageShape.HALF, 1, 5, 1));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.TENTH, 3, 3, 5, 5, 10));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.SHORT_RAMP, 1, 2, 3, 4, 4));
        requests.add(OutagePlacement.UnplacedOutage.of(OutageShape.NONE, 3));
        return requests;
    }

    private static List<OutagePlacement.UnplacedOutage> middle() {
        List<OutagePlacement.UnplacedOutage> requests =
                new ArrayList<>(OutagePlacement.UnplacedOutage.each(OutageShape.ALL, 0.5, 3, 8));
        requests.add(OutagePlacement.UnplacedOutage.of(OutageShape.ALL, 1, 12, 1));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.HALF, 1, 3, 5));
        requests.add(OutagePlacement.UnplacedOutage.of(OutageShape.HALF, 1, 5, 1));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.TENTH, 5, 8, 20, 20));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.SHORT_RAMP, 2, 3, 4, 4));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.LONG_RAMP, 2, 4, 4, 4));
        requests.add(OutagePlacement.UnplacedOutage.of(OutageShape.NONE, 3));
        return requests;
    }

    private static List<OutagePlacement.UnplacedOutage> slow() {
        List<OutagePlacement.UnplacedOutage> requests =
                new ArrayList<>(OutagePlacement.UnplacedOutage.each(OutageShape.ALL, 1, 3, 3, 8));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.HALF, 3, 3, 5, 5));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.TENTH, 20, 20, 20, 20));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.SHORT_RAMP, 2, 3, 4, 4));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.LONG_RAMP, 2, 4, 4, 4));
        requests.add(OutagePlacement.UnplacedOutage.of(OutageShape.NONE, 3));
        return requests;
    }

    /** Sixty outages under users who wait for their answers, and three times nothing, on nine lanes. */
    public static OutagePlan closed(long seed) {
        SplittableRandom random = new SplittableRandom(seed);
        OutagePlacement draft = new OutagePlacement(STABLE_FOR, random);
        Duration little = Duration.ofMillis(1500);
        draft.add(users(20, 0, 40), little, manyAnswers(true));
        draft.add(users(100, 0, 200), little, manyAnswers(false));
        draft.add(users(500, 0, 250), little, manyAnswers(false));
        draft.add(users(500, 1, 20), little, manyAnswers(true));
        Duration some = Duration.ofSeconds(3);
        draft.add(users(100, 1, 20), some, someAnswers());
        draft.add(users(500, 5, 20), some, someAnswers());
        Duration much = Duration.ofSeconds(6);
        draft.add(users(20, 1, 20), much, fewAnswers(true));
        draft.add(users(100, 5, 20), much, fewAnswers(false));
        draft.add(users(20, 5, 20), much, OutagePlacement.UnplacedOutage.each(OutageShape.ALL, 3, 8, 8, 20));
        HealthCriteria healthy = new HealthCriteria(CLOSED_WITHIN, HEALTHY, STABLE_FOR);
        return new OutagePlan(seed, Duration.ofSeconds(12), draft.end(), healthy, draft.lanes());
    }

    private static Lane.ClosedWorkload users(int users, int thinkSeconds, int serviceMillis) {
        return new Lane.ClosedWorkload(users, Duration.ofSeconds(thinkSeconds), Duration.ofMillis(serviceMillis));
    }

    private static List<OutagePlacement.UnplacedOutage> manyAnswers(boolean nothingToo) {
        List<OutagePlacement.UnplacedOutage> requests =
                new ArrayList<>(OutagePlacement.UnplacedOutage.each(OutageShape.ALL, 1, 3, 8));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.HALF, 1, 3));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.TENTH, 3, 8));
        if (nothingToo) {
            requests.add(OutagePlacement.UnplacedOutage.of(OutageShape.NONE, 3));
        }
        return requests;
    }

    private static List<OutagePlacement.UnplacedOutage> someAnswers() {
        List<OutagePlacement.UnplacedOutage> requests =
                new ArrayList<>(OutagePlacement.UnplacedOutage.each(OutageShape.ALL, 0.5, 3, 8));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.HALF, 1, 5));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.TENTH, 8, 20));
        return requests;
    }

    private static List<OutagePlacement.UnplacedOutage> fewAnswers(boolean nothingToo) {
        List<OutagePlacement.UnplacedOutage> requests =
                new ArrayList<>(OutagePlacement.UnplacedOutage.each(OutageShape.ALL, 1, 3, 8));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.HALF, 3, 5));
        requests.addAll(OutagePlacement.UnplacedOutage.each(OutageShape.TENTH, 20, 20));
        if (nothingToo) {
            requests.add(OutagePlacement.UnplacedOutage.of(OutageShape.NONE, 3));
        }
        return requests;
    }

    /**
     * A few outages on a lane of each cohort, within half a minute; they show how finely this machine can measure while
     * it makes exactly so much load.
     *
     * @param cohorts their rates by name, one lane each
     */
    public static OutagePlan brief(long seed, Map<String, Rate> cohorts) {
        SplittableRandom random = new SplittableRandom(seed);
        OutagePlacement draft = new OutagePlacement(BRIEF_STABLE_FOR, random);
        cohorts.forEach((cohort, rate) -> {
            List<OutagePlacement.UnplacedOutage> requests =
                    new ArrayList<>(OutagePlacement.UnplacedOutage.each(OutageShape.ALL, 1, 2));
            requests.add(OutagePlacement.UnplacedOutage.of(OutageShape.HALF, 3));
            draft.add(cohort, rate, 1, Duration.ofSeconds(1), requests);
        });
        return plan(seed, Duration.ofSeconds(4), BRIEF_STABLE_FOR, draft);
    }

    private static OutagePlan plan(long seed, Duration warmUp, Duration stableFor, OutagePlacement draft) {
        HealthCriteria healthy = new HealthCriteria(WITHIN, HEALTHY, stableFor);
        return new OutagePlan(seed, warmUp, draft.end(), healthy, draft.lanes());
    }
}
