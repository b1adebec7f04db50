package dev.crossfire.chaos.kubernetes;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.chaos.kubernetes.WorkloadChange.ChangedField;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import io.fabric8.kubernetes.api.model.GenericKubernetesResource;
import io.fabric8.kubernetes.api.model.GenericKubernetesResourceList;
import io.fabric8.kubernetes.client.KubernetesClientException;
import io.fabric8.kubernetes.client.dsl.NonNamespaceOperation;
import io.fabric8.kubernetes.client.dsl.Resource;
import io.fabric8.kubernetes.client.dsl.base.PatchContext;
import io.fabric8.kubernetes.client.dsl.base.PatchType;
import io.fabric8.kubernetes.client.dsl.base.ResourceDefinitionContext;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Deployments, StatefulSets and DaemonSets that faults have changed. A workload carries a mark before it is changed, and is
 * changed only in the version that was read with the mark: a process that removes the mark makes sure that a request which is
 * still on its way is refused.
 *
 * <p>A field is restored only while it has the value that the fault gave it; another value is others' decision.
 *
 * @param kinds those of the workloads that are looked for, such as {@code Deployment}
 */
record ChangedWorkloads(ApiServer cluster, String namespace, Set<String> kinds) implements ClusterChanges {
    private static final String CHANGED_BY = "crossfire.dev/changed-by";
    /** What was changed, as JSON: a mark without it has changed nothing yet. */
    private static final String CHANGE = "crossfire.dev/change";

    private static final PatchContext MERGED = PatchContext.of(PatchType.STRATEGIC_MERGE);
    private static final ObjectMapper JSON = new ObjectMapper();
    /** The status of a workload changes often while its pods are replaced. */
    private static final int ATTEMPTS = 30;

    ChangedWorkloads {
        kinds = Set.copyOf(kinds);
    }

    /**
     * A change that a fault has made, as its workload notes it.
     *
     * @param before the field's value before; null when it had none
     */
    private record NotedChange(
            WorkloadChange change, @Nullable String before) {
        static @Nullable NotedChange of(JsonNode workload) throws FaultException {
            String noted = workload.at("/metadata/annotations").path(CHANGE).asText("");
            if (noted.isEmpty()) {
                return null;
            }
            try {
                JsonNode read = JSON.readTree(noted);
                ChangedField field = ChangedField.valueOf(read.path("field").asText());
                return new NotedChange(
                        new WorkloadChange(
                                field,
                                read.path("container").textValue(),
                                read.path("after").asText()),
                        read.path("before").textValue());
            } catch (JsonProcessingException | IllegalArgumentException unreadable) {
                throw new FaultException(
                        "the annotation " + CHANGE + " of " + display(workload) + " is invalid: " + noted
                                + "; expected what Crossfire wrote; restore the workload and remove the annotation and the"
                                + " label " + CHANGED_BY,
                        unreadable);
            }
        }

        String text() {
            ObjectNode noted = JSON.createObjectNode();
            noted.put("field", change.field().name());
            noted.put("container", change.container());
            noted.put("before", before);
            noted.put("after", change.value());
            return noted.toString();
        }
    }

    /** The field of a workload that a fault has changed; empty when none has. */
    Optional<ChangedField> changed(JsonNode workload) throws FaultException {
        NotedChange noted = NotedChange.of(workload);
        return noted == null ? Optional.empty() : Optional.of(noted.change().field());
    }

    /**
     * Reads a workload.
     *
     * @return null when it does not exist
     */
    @Nullable
    JsonNode read(String kind, String name) throws FaultException {
        GenericKubernetesResource found = cluster.request(
                "read " + display(kind, name), () -> all(kind).withName(name).get());
        return found == null ? null : JSON.valueToTree(found);
    }

    /**
     * Changes a workload.
     *
     * @param permission asked directly before the workload is changed
     * @throws NotInjectedException when nothing was changed: it has gone, the permission has ended, or another fault has it
     */
    void change(PodController workload, WorkloadChange change, String run, String fault, Permission permission)
            throws FaultException {
        String lease = ClusterLeases.name(run, fault);
        for (int i = 0; i < ATTEMPTS; i++) {
            JsonNode now = read(workload.kind(), workload.name());
            if (now == null) {
                throw new NotInjectedException(display(workload.kind(), workload.name()) + " has gone");
            }
            String mark = mark(now);
            if (!mark.isEmpty() && !mark.equals(lease)) {
                throw new NotInjectedException(
                        display(now) + " is changed by another fault of Crossfire; wait until that is healed");
            }
            if (!permission.isValid()) {
                release(now, lease);
                throw new NotInjectedException(
                        "the fault's permission to change " + display(now) + " was removed: the fault was healed");
            }
            if (changed(now).isPresent()) {
                return;
            }
            ObjectNode noted = JSON.createObjectNode();
            if (mark.isEmpty()) {
                noted.put(RUN, run).put(FAULT, fault);
                patch(now, lease, noted, null);
            } else {
                noted.put(CHANGE, new NotedChange(change, change.in(now)).text());
                if (patch(now, lease, noted, change.patch())) {
                    return;
                }
            }
        }
        throw changing(workload.kind(), workload.name());
    }

    private FaultException changing(String kind, String name) {
        return new FaultException(display(kind, name) + " changed " + ATTEMPTS + " times while it was to be changed");
    }

    @Override
    public void release(String lease) throws FaultException {
        for (JsonNode workload : marked(lease)) {
            release(workload, lease);
        }
    }

    private void release(JsonNode first, String lease) throws FaultException {
        String kind = first.path("kind").asText();
        String name = first.at("/metadata/name").asText();
        @Nullable JsonNode workload = first;
        for (int i = 0; i < ATTEMPTS; i++) {
            if (workload == null || !mark(workload).equals(lease)) {
                return;
            }
            NotedChange noted = NotedChange.of(workload);
            ObjectNode absent =
                    JSON.createObjectNode().putNull(RUN).putNull(FAULT).putNull(CHANGE);
            if (patch(workload, null, absent, noted == null ? null : restored(workload, noted))) {
                return;
            }
            workload = read(kind, name);
        }
        throw changing(kind, name);
    }

    private static @Nullable ObjectNode restored(JsonNode workload, NotedChange noted) {
        WorkloadChange change = noted.change();
        boolean isOurs = change.value().equals(change.in(workload));
        return !isOurs || noted.before() == null || change.field() == ChangedField.RESTART
                ? null
                : change.with(noted.before()).patch();
    }

    @Override
    public Map<String, ChangesOfFault> byFault() throws FaultException {
        Map<String, ChangesOfFault> byFault = new TreeMap<>();
        for (JsonNode workload : marked(null)) {
            JsonNode noted = workload.at("/metadata/annotations");
            byFault.merge(
                    mark(workload),
                    new ChangesOfFault(
                            noted.path(RUN).asText(""),
                            noted.path(FAULT).textValue(),
                            "the changed " + display(workload)),
                    (one, other) -> new ChangesOfFault(one.run(), one.fault(), one.detail() + ", " + other.detail()));
        }
        return byFault;
    }

    /** The workloads that a fault has marked; of all faults when {@code lease} is null. */
    private List<JsonNode> marked(@Nullable String lease) throws FaultException {
        List<JsonNode> marked = new ArrayList<>();
        for (String kind : kinds) {
            String resource = PodController.plural(kind);
            GenericKubernetesResourceList found =
                    cluster.request("list the " + resource + " that are marked in " + namespace, () -> {
                        var all = all(kind);
                        return (lease == null ? all.withLabel(CHANGED_BY) : all.withLabel(CHANGED_BY, lease)).list();
                    });
            found.getItems()
                    .forEach(one -> marked.add(JSON.<ObjectNode>valueToTree(one).put("kind", kind)));
        }
        return marked;
    }

    private static String mark(JsonNode workload) {
        return workload.at("/metadata/labels").path(CHANGED_BY).asText("");
    }

    private String display(String kind, String name) {
        return kind.toLowerCase(Locale.ROOT) + " " + namespace + "/" + name;
    }

    private static String display(JsonNode workload) {
        return workload.path("kind").asText().toLowerCase(Locale.ROOT) + " "
                + workload.at("/metadata/namespace").asText() + "/"
                + workload.at("/metadata/name").asText();
    }

    private NonNamespaceOperation<
                    GenericKubernetesResource, GenericKubernetesResourceList, Resource<GenericKubernetesResource>>
            all(String kind) {
        ResourceDefinitionContext resource = new ResourceDefinitionContext.Builder()
                .withGroup("apps")
                .withVersion("v1")
                .withKind(kind)
                .withPlural(PodController.plural(kind))
                .withNamespaced(true)
                .build();
        return cluster.client().genericKubernetesResources(resource).inNamespace(namespace);
    }

    /**
     * Changes a workload in the version that was read.
     *
     * @param mark null to remove it
     * @return false when it has changed since, or does not exist any more
     */
    private boolean patch(JsonNode read, @Nullable String mark, ObjectNode annotations, @Nullable ObjectNode spec)
            throws FaultException {
        ObjectNode patch = JSON.createObjectNode();
        ObjectNode metadata = patch.putObject("metadata");
        metadata.put("resourceVersion", read.at("/metadata/resourceVersion").asText());
        metadata.putObject("labels").put(CHANGED_BY, mark);
        metadata.set("annotations", annotations);
        if (spec != null) {
            patch.set("spec", spec);
        }
        try {
            all(read.path("kind").asText())
                    .withName(read.at("/metadata/name").asText())
                    .patch(MERGED, patch.toString());
            return true;
        } catch (KubernetesClientException refused) {
            if (ApiServer.isGone(refused)) {
                return false;
            }
            throw cluster.problem("change " + display(read), refused);
        }
    }
}
