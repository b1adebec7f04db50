package dev.crossfire.series;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;

/**
 * One trial, as it follows from the seed alone.
 *
 * @param fixture its scenario
 * @param fromStart whether {@code after} counts from the start of the process; otherwise from t = 0 of the load
 * @param after when it is treated badly
 */
record KillPlan(int number, String fixture, KillWay way, boolean fromStart, Duration after) {
    /** Getting ready takes about this long; a tenth of the trials hits it. */
    private static final Duration GETTING_READY = Duration.ofSeconds(8);

    private static final int ONE_IN = 10;

    /** Before the fault is due, while it is made ready for the last time. */
    private static final Duration BEFORE = Duration.ofSeconds(1);

    /** While it takes hold, and long enough for what ends by itself to do so. */
    private static final Duration AFTER = Duration.ofSeconds(6);

    /** Every scenario in turn, and in the end each in every way; the moment is random. */
    static KillPlan of(int number, long seed, List<String> fixtures, List<KillWay> ways) {
        KillWay way = ways.get((number / fixtures.size() + number % fixtures.size()) % ways.size());
        SplittableRandom random = new SplittableRandom(seed * 1_000_003 + number);
        // Before a guardian runs, a conductor may be stopped and go on: it has done nothing.
        boolean fromStart = random.nextInt(ONE_IN) == 0 && way != KillWay.PAUSED;
        boolean early = way == KillWay.PAUSED && random.nextBoolean();
        double share = random.nextDouble();
        Duration after = fromStart
                ? part(share, Duration.ZERO, GETTING_READY)
                // Who was stopped before its fault was due has something to inject when it wakes up.
                : part(share, KillScenario.DUE.minus(BEFORE), early ? BEFORE : BEFORE.plus(AFTER));
        return new KillPlan(number, fixtures.get(number % fixtures.size()), way, fromStart, after);
    }

    private static Duration part(double share, Duration from, Duration length) {
        return from.plusMillis((long) (share * length.toMillis()));
    }

    /** How soon everything must be cleared. */
    Duration limit() {
        return way.limit(losesZone());
    }

    /** How soon what a zone had must be told to start again. */
    Duration limitOfRestart() {
        return way.limit(false);
    }

    boolean losesZone() {
        return fixture.startsWith("zone-loss");
    }

    /** When the run is disturbed, as text. */
    String moment() {
        return String.format(Locale.ROOT, "%s %.2f s", fromStart ? "start +" : "t =", after.toMillis() / 1000.0);
    }
}
