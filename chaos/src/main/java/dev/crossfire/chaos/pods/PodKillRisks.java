package dev.crossfire.chaos.pods;

import dev.crossfire.chaos.pods.Pods.DisruptionBudget;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Risks of a kill that {@code plan} shows: the budgets that protect the pods, and pods that nothing replaces. */
final class PodKillRisks {
    private static final int MOST_PODS_SHOWN = 5;

    private PodKillRisks() {}

    /** A sentence each, as the workloads are now. */
    static List<String> of(FaultContext<PodKill.Settings> context) throws FaultException {
        List<String> risks = new ArrayList<>();
        for (List<Pods> targets :
                PodGroup.byWorkload(context.environment(), context.targets()).values()) {
            of(targets, context.settings(), risks);
        }
        return risks;
    }

    private static void of(List<Pods> targets, PodKill.Settings settings, List<String> risks) throws FaultException {
        Pods workload = targets.get(0);
        Set<String> hit = workload.list().stream()
                .filter(settings::allows)
                .filter(pod -> settings.roams() || targets.stream().anyMatch(target -> target.includes(pod)))
                .map(Pod::name)
                .collect(Collectors.toSet());
        List<String> bare =
                workload.uncontrolled().stream().filter(hit::contains).sorted().toList();
        if (!bare.isEmpty()) {
            risks.add("nothing replaces " + names(bare) + ": no controller has " + (bare.size() == 1 ? "it" : "them"));
        }
        try {
            for (DisruptionBudget budget : workload.budgets()) {
                long hitAtOnce = budget.pods().stream().filter(hit::contains).count();
                hitAtOnce = settings.roams() ? Math.min(hitAtOnce, targets.size()) : hitAtOnce;
                if (hitAtOnce > 0) {
                    risks.add(text(budget, hitAtOnce, settings.evicts()));
                }
            }
        } catch (FaultException unknown) {
            risks.add("whether a PodDisruptionBudget protects the pods of " + workload.workload() + " is not known: "
                    + unknown.getMessage());
        }
    }

    private static String text(DisruptionBudget budget, long hitAtOnce, boolean evicts) {
        String allows = "the PodDisruptionBudget " + budget.name() + " allows " + budget.allowed()
                + (budget.allowed() == 1 ? " disruption" : " disruptions") + " now, and " + hitAtOnce
                + (hitAtOnce == 1 ? " of its pods is" : " of its pods are") + " killed at one time: ";
        if (!evicts) {
            return allows + "a deletion bypasses it, mode: evict respects it";
        }
        return allows + (hitAtOnce > budget.allowed() ? "the others are not evicted" : "it permits that");
    }

    private static String names(Collection<String> pods) {
        String shown = pods.stream().limit(MOST_PODS_SHOWN).collect(Collectors.joining(", "));
        return pods.size() > MOST_PODS_SHOWN ? shown + " and " + (pods.size() - MOST_PODS_SHOWN) + " more pods" : shown;
    }
}
