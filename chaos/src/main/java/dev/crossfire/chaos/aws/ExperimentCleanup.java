package dev.crossfire.chaos.aws;

import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import software.amazon.awssdk.services.fis.model.Experiment;

/**
 * Ends what runs of a fault and removes what was made for it, from any process. What the handle names is read by its id;
 * lists, which may be late, only add to that.
 */
final class ExperimentCleanup {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(100);

    private final Fis fis;
    private final String environment;
    private final Duration listLag;

    /** @param listLag how long a list may lack an experiment that was started */
    ExperimentCleanup(Fis fis, String environment, Duration listLag) {
        this.fis = fis;
        this.environment = environment;
        this.listLag = listLag;
    }

    /** Ends and removes everything of a fault. */
    void undo(String run, String fault, Map<String, String> handle) throws FaultException {
        List<ExperimentHandle> known = ExperimentHandle.of(handle);
        // First the templates: once they are deleted, nothing more can be started, by any process.
        for (String template : templates(run, fault, known)) {
            fis.delete(template);
        }
        Set<String> stopped = new LinkedHashSet<>();
        stop(run, fault, known, stopped);
        for (ExperimentHandle unanswered : unanswered(known)) {
            start(run, fault, unanswered).await(listLag);
        }
        stop(run, fault, known, stopped);
    }

    private void stop(String run, String fault, List<ExperimentHandle> known, Set<String> stopped)
            throws FaultException {
        List<String> running = new ArrayList<>();
        for (String id : ids(run, fault, known)) {
            if (stopped.add(id) && !fis.experiments().hasEnded(id)) {
                fis.experiments().stop(id);
                running.add(id);
            }
        }
        for (String id : running) {
            fis.experiments().awaitEnd(id, LONGEST_STOP, BETWEEN_POLLS);
        }
    }

    /** Whether something of a fault still runs or could still be started. */
    ClearedStatus left(String run, String fault, Map<String, String> handle) throws FaultException {
        List<ExperimentHandle> known = ExperimentHandle.of(handle);
        List<String> left = new ArrayList<>();
        for (String id : known(run, fault, known)) {
            if (!fis.experiments().hasEnded(id)) {
                left.add("experiment " + id);
            }
        }
        for (String template : templates(run, fault, known)) {
            if (fis.hasTemplate(template)) {
                left.add("template " + template);
            }
        }
        return left.isEmpty()
                ? new ClearedStatus(true, "FIS has nothing of it")
                : new ClearedStatus(false, "FIS has " + String.join(", ", left));
    }

    /** Whether an experiment of a fault was started for real after a moment. */
    boolean startedSince(String run, String fault, Map<String, String> handle, Instant moment) throws FaultException {
        for (String id : ids(run, fault, ExperimentHandle.of(handle))) {
            Experiment experiment = fis.experiments().find(id);
            if (FisExperiments.isReal(experiment.experimentOptions())
                    && experiment.creationTime().isAfter(moment)) {
                return true;
            }
        }
        return false;
    }

    /** The experiments that are known, and those that an unanswered start turns out to have started. */
    private Set<String> ids(String run, String fault, List<ExperimentHandle> known) throws FaultException {
        Set<String> ids = known(run, fault, known);
        for (ExperimentHandle unanswered : unanswered(known)) {
            start(run, fault, unanswered).find().ifPresent(ids::add);
        }
        return ids;
    }

    /** The experiments that are known by their id, and those that are listed. */
    private Set<String> known(String run, String fault, List<ExperimentHandle> known) throws FaultException {
        Set<String> ids = new LinkedHashSet<>();
        known.forEach(one -> one.id().ifPresent(ids::add));
        fis.experiments().tagged(RunTags.of(run, fault)).forEach(listed -> ids.add(listed.id()));
        return ids;
    }

    private static List<ExperimentHandle> unanswered(List<ExperimentHandle> known) {
        return known.stream().filter(ExperimentHandle::isUnanswered).toList();
    }

    private UnansweredStart start(String run, String fault, ExperimentHandle handle) {
        Map<String, String> tags = new ExperimentKey(run, fault, List.of()).tags(environment);
        return new UnansweredStart(fis, handle.template(), handle.token(), tags);
    }

    private Set<String> templates(String run, String fault, List<ExperimentHandle> known) throws FaultException {
        Set<String> templates = new LinkedHashSet<>();
        fis.templates(RunTags.of(run, fault)).forEach(template -> templates.add(template.id()));
        known.forEach(one -> templates.add(one.template()));
        return templates;
    }
}
