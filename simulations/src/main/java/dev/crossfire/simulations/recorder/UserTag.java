package dev.crossfire.simulations.recorder;

/**
 * What a user carries through Gatling to each of its requests: who it is and when it was to arrive.
 *
 * <p>Gatling passes neither to its statistics, but it passes the names of the groups around a request. So each user
 * whose arrival is known is put into an outermost group with this name. Five characters, no parsing of numbers, no
 * look-up: a mark, the arrival in milliseconds and the user's number, two characters each.
 */
final class UserTag {
    /** From Unicode's private use area: no group of a simulation begins with it. */
    private static final char MARK = '\uE0CF';

    private static final int LENGTH = 5;

    private UserTag() {}

    /**
     * Writes a tag.
     *
     * @param arrivalMillis after the schedule's origin, at most 2³² − 1
     * @param user Gatling's number of the user, at most 2³² − 1
     */
    static String write(long arrivalMillis, long user) {
        return new String(
                new char[] {MARK, (char) (arrivalMillis >>> 16), (char) arrivalMillis, (char) (user >>> 16), (char) user
                });
    }

    static boolean isTag(String group) {
        return group.length() == LENGTH && group.charAt(0) == MARK;
    }

    static long arrivalMillis(String tag) {
        return (long) tag.charAt(1) << 16 | tag.charAt(2);
    }

    static long user(String tag) {
        return (long) tag.charAt(3) << 16 | tag.charAt(4);
    }
}
