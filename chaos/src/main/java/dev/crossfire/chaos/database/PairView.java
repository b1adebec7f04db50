package dev.crossfire.chaos.database;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** The result of one probe of a pair. */
sealed interface PairView {
    /** As text. */
    String detail();

    /**
     * A node answered.
     *
     * @param node its name
     * @param writable whether it reports that it takes writes
     * @param standbys how many follow it
     * @param hidden how many connections of standbys this user may not see into
     * @param asOf not before when this was so, by Crossfire's clock
     */
    record NodeAnswer(String node, boolean writable, int standbys, int hidden, Instant asOf) implements PairView {
        @Override
        public String detail() {
            String role = writable ? "writer " : "read-only node ";
            String followers = standbys == 1 ? "1 standby follows" : standbys + " standbys follow";
            return role + node + " answers, " + followers;
        }
    }

    /**
     * No answer that could be understood.
     *
     * @param by when that was known, by Crossfire's clock; null when nothing came back at all
     */
    record Silence(String why, @Nullable Instant by) implements PairView {
        Silence(String why) {
            this(why, null);
        }

        @Override
        public String detail() {
            return "no answer: " + why;
        }
    }
}
