package dev.crossfire.lab.failover;

import dev.crossfire.lab.postgres.Server;
import dev.crossfire.lab.zone.LabZone;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Which server writes, which reads, and whether the reader is fit to take over; immutable.
 *
 * @param writer the server that accepts writes, or did last
 * @param other the other one
 * @param state what the other one is
 */
public record PairRoles(Server writer, Server other, PairState state) {
    /** What the other server is. */
    public enum PairState {
        /** A reader that streams. */
        REDUNDANT,
        /** Nothing: the writer is alone. */
        ALONE,
        /** A reader in the making. */
        REBUILDING
    }

    /** Returns the pair after its reader has become the writer. */
    PairRoles turned() {
        return new PairRoles(/* writer= */ other, /* other= */ writer, PairState.ALONE);
    }

    /** Returns the pair in another state. */
    PairRoles in(PairState next) {
        return new PairRoles(writer, other, next);
    }

    /** Returns the server of a zone, if it is one of the two. */
    public Optional<Server> in(LabZone zone) {
        return Stream.of(writer, other).filter(server -> server.zone() == zone).findFirst();
    }

    /** The roles of the pair now, and since when its writer is alone; isProtected by itself. */
    static final class PairStatus {
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
}
