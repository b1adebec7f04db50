package dev.crossfire.simulations.recorder;

import dev.crossfire.simulations.recorder.ScheduledProfile.ScheduledArrivals;

/**
 * What a user carries through Gatling to each of its requests: who it is and when it was to arrive.
 *
 * <p>Gatling passes neither to its statistics, but it passes the names of the groups around a request. So each user is
 * put into an outermost group with this name. Seven characters, no parsing of numbers, no look-up: a mark, the arrival
 * in milliseconds, Gatling's number of the user and its number among the active users, two characters each.
 */
final class UserTag {
    /** From Unicode's private use area: no group of a simulation begins with it. */
    private static final char MARK = '\uE0CF';

    private static final int LENGTH = 7;
    private static final long UNKNOWN = 0xFFFF_FFFFL;

    private UserTag() {}

    /**
     * Writes a tag.
     *
     * @param arrivalMillis after the schedule's origin, at most 2³² − 2, or {@link ScheduledArrivals#UNKNOWN}
     * @param user Gatling's number of the user, at most 2³² − 1
     * @param number among the active users of its scenario
     */
    static String write(long arrivalMillis, long user, int number) {
        return new String(new char[] {
            MARK,
            (char) (arrivalMillis >>> 16),
            (char) arrivalMillis,
            (char) (user >>> 16),
            (char) user,
            (char) (number >>> 16),
            (char) number
        });
    }

    static boolean isTag(String group) {
        return group.length() == LENGTH && group.charAt(0) == MARK;
    }

    /** The arrival in milliseconds after the schedule's origin, or {@link ScheduledArrivals#UNKNOWN}. */
    static long arrivalMillis(String tag) {
        long millis = (long) tag.charAt(1) << 16 | tag.charAt(2);
        return millis == UNKNOWN ? ScheduledArrivals.UNKNOWN : millis;
    }

    static long user(String tag) {
        return (long) tag.charAt(3) << 16 | tag.charAt(4);
    }

    static int number(String tag) {
        return tag.charAt(5) << 16 | tag.charAt(6);
    }
}
