package dev.crossfire.model.verdict;

import dev.crossfire.model.environment.ClusterIdentity;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The answer of a run; its JSON form is the stable contract {@code crossfire/verdict/v1}.
 *
 * @param abortedByCondition whether the scenario's own rule ended the run, because an abort condition was met
 * @param labels what the run belongs to, by name, as {@code commit}
 * @param load what each cohort sent, beside what was planned for it
 * @param systemUnderTest the address to which the load goes, as far as it is known; null where the plan has
 *     none, and of several drills
 * @param evidence whether the evidence is as the run wrote it; null of several drills
 * @param cluster where the faults went; null where there is no cluster, and of several drills
 * @param voided why the figures may not be compared with other runs', a sentence each; empty when it may
 */
public record Verdict(
        String schema,
        String scenario,
        String environment,
        String run,
        long seed,
        RunOutcome outcome,
        int exitCode,
        List<ObjectiveVerdict> objectives,
        List<FaultVerdict> faults,
        List<CohortRecovery> recovery,
        List<PhaseFigures> phases,
        InjectorFigures injector,
        LedgerFigures ledger,
        Drills drills,
        List<String> notes,
        boolean abortedByCondition,
        Map<String, String> labels,
        List<LoadFigures> load,
        @Nullable String systemUnderTest,
        @Nullable EvidenceFigures evidence,
        @Nullable ClusterIdentity cluster,
        List<String> voided) {
    public static final String SCHEMA = "crossfire/verdict/v1";

    public Verdict {
        objectives = List.copyOf(objectives);
        faults = List.copyOf(faults);
        recovery = List.copyOf(recovery);
        phases = List.copyOf(phases);
        notes = List.copyOf(notes);
        labels = Collections.unmodifiableMap(new LinkedHashMap<>(labels));
        load = List.copyOf(load);
        voided = List.copyOf(voided);
    }

    /** Whether the figures may be compared with other runs'. */
    public boolean isComparable() {
        return voided.isEmpty();
    }

    /** Whether the load generator kept its schedule. */
    public record InjectorFigures(
            long requests, long intendedKnown, @Nullable Double lagP99Millis, boolean saturated) {}
}
