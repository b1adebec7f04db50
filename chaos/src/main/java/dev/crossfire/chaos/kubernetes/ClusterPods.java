package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.pods.Pod;
import dev.crossfire.chaos.pods.Pod.PodOwner;
import dev.crossfire.chaos.pods.Pods;
import dev.crossfire.chaos.pods.Pods.PodMark;
import dev.crossfire.spi.FaultException;
import io.fabric8.kubernetes.api.model.LabelSelector;
import io.fabric8.kubernetes.api.model.policy.v1.PodDisruptionBudget;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Pods of a cluster, killed by deleting or evicting them. */
public final class ClusterPods implements Pods {
    private final PodSelection workload;
    private final Predicate<Pod> included;
    private final PodOwners owners;
    private final ClusterLeases leases;
    private final InstantSource clock;
    private final boolean evicts;

    /**
     * The means for one target.
     *
     * @param labels that all pods of its workload carry
     * @param included which of them are the target
     */
    public ClusterPods(
            ApiServer cluster,
            String namespace,
            Map<String, String> labels,
            Predicate<Pod> included,
            InstantSource clock) {
        this(PodSelection.labelled(cluster, namespace, labels), included, clock);
    }

    ClusterPods(PodSelection workload, Predicate<Pod> included, InstantSource clock) {
        this(workload, included, clock, false);
    }

    private ClusterPods(PodSelection workload, Predicate<Pod> included, InstantSource clock, boolean evicts) {
        this.clock = clock;
        this.evicts = evicts;
        ApiServer cluster = workload.cluster();
        this.workload = workload;
        this.owners = new PodOwners(cluster, workload.namespace());
        this.included = included;
        this.leases = new ClusterLeases(cluster, workload.namespace(), clock);
    }

    @Override
    public String workload() {
        return workload.name();
    }

    @Override
    public boolean includes(Pod pod) {
        return included.test(pod);
    }

    @Override
    public List<Pod> list() throws FaultException {
        return workload.list();
    }

    @Override
    public Set<PodOwner> owners(List<Pod> pods) throws FaultException {
        PodController controller = workload.controller();
        return controller == null ? owners.of(pods) : Set.of(new PodOwner(controller.kind(), controller.name()));
    }

    @Override
    public long desiredReplicas(Set<PodOwner> of) throws FaultException {
        return owners.desiredReplicas(of);
    }

    @Override
    public void requireRights() throws FaultException {
        new ClusterRights(workload.cluster(), workload.namespace()).require(ClusterRights.ofPodKill(evicts));
    }

    @Override
    public Pods evicting() {
        return new ClusterPods(workload, included, clock, true);
    }

    @Override
    public List<DisruptionBudget> budgets() throws FaultException {
        return new PodBudgets(workload.cluster(), workload.namespace()).of(workload.listed());
    }

    @Override
    public Set<String> uncontrolled() throws FaultException {
        return workload.listed().stream()
                .filter(pod -> PodController.controllerOf(pod).isEmpty())
                .map(pod -> pod.getMetadata().getName())
                .collect(Collectors.toSet());
    }

    @Override
    public void permit(String run, String fault, Duration forAtMost) throws FaultException {
        leases.permit(run, fault, forAtMost);
    }

    @Override
    public boolean mayKill(String run, String fault) throws FaultException {
        return leases.mayKill(run, fault);
    }

    @Override
    public void forbid(String run, String fault) throws FaultException {
        leases.forbid(run, fault);
    }

    @Override
    public Optional<PodMark> claim(String run, String fault, Pod pod) throws FaultException {
        return leases.claim(run, fault, pod);
    }

    @Override
    public boolean kill(PodMark claim, @Nullable Duration grace) throws FaultException {
        return leases.kill(claim, grace, evicts);
    }

    /** The PodDisruptionBudgets of a namespace. */
    private record PodBudgets(ApiServer cluster, String namespace) {
        /** Those that protect at least one of some pods. */
        List<DisruptionBudget> of(List<io.fabric8.kubernetes.api.model.Pod> pods) throws FaultException {
            List<PodDisruptionBudget> all =
                    cluster.request("list the poddisruptionbudgets in " + namespace, () -> cluster.client()
                            .policy()
                            .v1()
                            .podDisruptionBudget()
                            .inNamespace(namespace)
                            .list()
                            .getItems());
            return all.stream()
                    .map(budget -> new DisruptionBudget(
                            budget.getMetadata().getName(), allowed(budget), protectedBy(budget, pods)))
                    .filter(budget -> !budget.pods().isEmpty())
                    .toList();
        }

        private static int allowed(PodDisruptionBudget budget) {
            Integer allowed =
                    budget.getStatus() == null ? null : budget.getStatus().getDisruptionsAllowed();
            return allowed == null ? 0 : allowed;
        }

        private static Set<String> protectedBy(
                PodDisruptionBudget budget, List<io.fabric8.kubernetes.api.model.Pod> pods) {
            LabelSelector selector = budget.getSpec().getSelector();
            return pods.stream()
                    .filter(pod -> selector != null
                            && PodSelection.matches(selector, pod.getMetadata().getLabels()))
                    .map(pod -> pod.getMetadata().getName())
                    .collect(Collectors.toSet());
        }
    }
}
