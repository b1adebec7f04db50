package dev.crossfire.chaos.database;

import java.sql.SQLException;
import java.time.InstantSource;

/**
 * One probe of a pair by a process that did not see it before.
 *
 * @param intact whether it has a writer, and a standby as far as that can be seen
 * @param writable whether a writer answered
 * @param writer the node that answered; empty when none did
 * @param detail the evidence, as text
 */
record PairConfirmation(boolean intact, boolean writable, String writer, String detail) {
    static PairConfirmation of(DatabasePair pair, InstantSource clock) {
        try (PairSession session = new PairSession(pair, clock)) {
            PairView.NodeAnswer answer = session.first();
            boolean redundant = answer.standbys() > 0 || !pair.queries().showsStandbys();
            return new PairConfirmation(
                    answer.writable() && redundant, answer.writable(), answer.node(), answer.detail());
        } catch (SQLException dead) {
            return new PairConfirmation(
                    false, false, "", "no answer: " + pair.redact(String.valueOf(dead.getMessage())));
        }
    }
}
