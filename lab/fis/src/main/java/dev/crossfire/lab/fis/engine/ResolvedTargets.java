package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.AwsResource;
import dev.crossfire.lab.fis.model.ActionTemplate;
import dev.crossfire.lab.fis.model.Experiment.ResolvedTarget;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The resources that each target of an experiment was resolved to. */
record ResolvedTargets(Map<String, List<AwsResource>> byTarget) {
    static final ResolvedTargets NONE = new ResolvedTargets(Map.of());

    /** Returns a target that one of the actions needs and that has no resources. */
    Optional<String> empty(Collection<ActionTemplate> actions) {
        return actions.stream().flatMap(a -> empty(a).stream()).findFirst();
    }

    /** Returns a target that the action needs and that has no resources. */
    Optional<String> empty(ActionTemplate action) {
        return action.targets().values().stream()
                .filter(name -> resources(name).isEmpty())
                .findFirst();
    }

    /** Returns the resources that an action acts on. */
    List<AwsResource> resources(ActionTemplate action) {
        return action.targets().values().stream()
                .flatMap(name -> resources(name).stream())
                .toList();
    }

    private List<AwsResource> resources(String target) {
        return byTarget.getOrDefault(target, List.of());
    }

    /** Returns all of it as AWS lists it. */
    List<ResolvedTarget> listed() {
        List<ResolvedTarget> all = new ArrayList<>();
        byTarget.forEach((name, resources) ->
                resources.forEach(r -> all.add(new ResolvedTarget(r.type(), name, Map.of("arn", r.arn())))));
        return all;
    }
}
