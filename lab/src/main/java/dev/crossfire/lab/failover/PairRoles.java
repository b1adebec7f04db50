package dev.crossfire.lab.failover;

import dev.crossfire.lab.postgres.Server;
import dev.crossfire.lab.zone.LabZone;
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
}
