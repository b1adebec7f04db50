package dev.crossfire.guardian;

import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.PlannedFault;
import java.io.IOException;
import java.nio.file.Files;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The content of a run's files, for a process that did not conduct it.
 *
 * @param plan null when the run never got as far, and so broke nothing
 */
public record RunRecord(RunDirectory directory, @Nullable Plan plan, List<JournalEvent> events) {
    public RunRecord {
        events = List.copyOf(events);
    }

    /**
     * Reads them.
     *
     * @throws IOException when there is no journal, or it cannot be read
     */
    public static RunRecord read(RunDirectory directory) throws IOException {
        return new RunRecord(
                directory, Files.exists(directory.planFile()) ? directory.plan() : null, directory.journals());
    }

    /** The conductor, and when that process existed; empty when the journal does not name it. */
    public Optional<JournalEvent.RunStarted> started() {
        return first(JournalEvent.RunStarted.class);
    }

    /** Where it ran; empty when it never got as far. */
    public Optional<JournalEvent.EnvironmentOpened> opened() {
        return first(JournalEvent.EnvironmentOpened.class);
    }

    /** What is needed to heal a fault, as far as the journal has it; empty when it was never to be injected. */
    Map<String, String> handle(String fault) {
        Map<String, String> handle = new HashMap<>();
        for (JournalEvent event : events) {
            if (event instanceof JournalEvent.FaultIntended intended
                    && intended.fault().equals(fault)) {
                handle.putAll(intended.handle());
            } else if (event instanceof JournalEvent.FaultInjected injected
                    && injected.fault().equals(fault)) {
                handle.putAll(injected.handle());
            }
        }
        return handle;
    }

    /** Whether its files prove that nothing of it is left. */
    public boolean isClear() {
        if (plan == null || first(JournalEvent.AllClear.class).isPresent()) {
            return true;
        }
        return first(JournalEvent.RunEnded.class).isPresent()
                && intended().stream()
                        .allMatch(fault -> wasProvenCleared(fault.spec().id()));
    }

    private boolean wasIntended(String fault) {
        return events.stream()
                .anyMatch(event -> event instanceof JournalEvent.FaultIntended intended
                        && intended.fault().equals(fault));
    }

    /** The last event counts. */
    private boolean wasProvenCleared(String fault) {
        return events.stream()
                .filter(JournalEvent.HealEnded.class::isInstance)
                .map(JournalEvent.HealEnded.class::cast)
                .filter(ended -> ended.fault().equals(fault))
                .reduce((earlier, later) -> later)
                .map(JournalEvent.HealEnded::proven)
                .orElse(false);
    }

    /** The faults whose intent is in the journal. */
    public List<PlannedFault> intended() {
        return plan == null
                ? List.of()
                : plan.faults().stream()
                        .filter(fault -> wasIntended(fault.spec().id()))
                        .toList();
    }

    /** The process that conducts it; empty when it has ended, or its number was given to another since. */
    public Optional<ProcessHandle> conductor() {
        return started().flatMap(started -> ConductorProcess.process(started.pid(), started.at()));
    }

    private <T extends JournalEvent> Optional<T> first(Class<T> type) {
        return events.stream().filter(type::isInstance).map(type::cast).findFirst();
    }
}
