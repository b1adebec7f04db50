package dev.crossfire.chaos;

import dev.crossfire.spi.Absence;
import java.sql.SQLException;

/** One look at a pair by whoever did not see it before. */
final class PairProof {
    private PairProof() {}

    /** Whether it has a writer, and a standby as far as that can be seen. */
    static Absence of(Pair pair) {
        try (PairSession session = new PairSession(pair)) {
            PairView.Answer answer = session.first();
            boolean redundant = answer.standbys() > 0 || !pair.dialect().showsStandbys();
            return new Absence(answer.writable() && redundant, answer.seen());
        } catch (SQLException dead) {
            return new Absence(false, "no answer: " + pair.redact(String.valueOf(dead.getMessage())));
        }
    }
}
