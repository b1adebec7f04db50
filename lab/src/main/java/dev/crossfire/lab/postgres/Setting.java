package dev.crossfire.lab.postgres;

import dev.crossfire.lab.cache.Cache;
import dev.crossfire.lab.process.ServerUser;
import dev.crossfire.lab.truth.TruthLog;
import java.nio.file.Path;

/**
 * What the servers of one pair share.
 *
 * @param home the unpacked binaries
 * @param runAs the servers' user
 * @param logins the users of the database
 * @param truth where starts and deaths are written
 * @param cache where an empty database cluster is kept for later labs
 */
public record Setting(Path home, ServerUser runAs, Logins logins, TruthLog truth, Cache cache) {
    /** The one database of the pair. */
    public static final String DATABASE = "ticketing";

    /** Returns how an empty cluster of these binaries is made. */
    InitRecipe recipe() {
        return InitRecipe.oneDatabase(
                String.valueOf(home.getFileName()), logins.owner().user());
    }

    /** Returns the path of a PostgreSQL program. */
    String program(String name) {
        return home.resolve("bin").resolve(name).toString();
    }
}
