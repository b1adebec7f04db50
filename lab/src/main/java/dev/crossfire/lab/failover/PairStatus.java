package dev.crossfire.lab.failover;

import dev.crossfire.lab.failover.PairRoles.PairState;
import dev.crossfire.lab.postgres.Server;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** The roles of the pair now, and since when its writer is alone; guarded by itself. */
final class PairStatus {
    private final Clock clock;
    private PairRoles roles;
    private Instant aloneSince = Instant.MAX;

    PairStatus(PairRoles roles, Clock clock) {
        this.roles = roles;
        this.clock = clock;
    }

    synchronized PairRoles roles() {
        return roles;
    }

    synchronized void become(PairRoles next) {
        roles = next;
        if (next.state() == PairState.ALONE) {
            aloneSince = clock.instant();
        }
    }

    /** Returns whether the writer has been alone for this long. */
    synchronized boolean aloneFor(Duration limit) {
        return !clock.instant().isBefore(aloneSince.plus(limit));
    }

    /** Returns whether a server has no role now: started as it is, a writer that was fenced would be a second one. */
    synchronized boolean isOut(Server server) {
        return server != roles.writer() && roles.state() != PairState.REDUNDANT;
    }
}
