package dev.crossfire.conductor;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.simulations.GeneratorEvent;
import java.time.Instant;
import java.util.Optional;

/** The load generator's reports about the simulation and its end, as the journal keeps them. */
final class GeneratorReports {
    private GeneratorReports() {}

    /** The journal's event; empty for what the journal keeps in another way, or not at all. */
    static Optional<JournalEvent> journaled(Instant at, GeneratorEvent event) {
        if (event instanceof GeneratorEvent.AssertionTexts declared) {
            return Optional.of(new JournalEvent.AssertionsDeclared(at, declared.texts()));
        }
        if (event instanceof GeneratorEvent.AssertionResults evaluated) {
            return Optional.of(new JournalEvent.AssertionsEvaluated(at, evaluated.results()));
        }
        if (event instanceof GeneratorEvent.LoadCutShort cut) {
            return Optional.of(new JournalEvent.LoadCut(at, cut.users(), cut.requests()));
        }
        if (event instanceof GeneratorEvent.UnbuiltRequests notBuilt) {
            return Optional.of(new JournalEvent.RequestsNotBuilt(at, notBuilt.count(), notBuilt.reasons()));
        }
        if (event instanceof GeneratorEvent.AfterHookEnded ended && ended.problem() != null) {
            return Optional.of(new JournalEvent.AfterHookFailed(at, ended.problem()));
        }
        return Optional.empty();
    }
}
