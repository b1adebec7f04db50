package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.ActionCatalogue;
import dev.crossfire.lab.fis.AwsResource;
import dev.crossfire.lab.fis.ResourceType;
import dev.crossfire.lab.fis.model.ActionTemplate;
import dev.crossfire.lab.fis.model.Experiment.ResolvedTarget;
import dev.crossfire.lab.fis.model.FisException;
import dev.crossfire.lab.fis.model.TargetTemplate;
import dev.crossfire.lab.fis.model.Template;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the resources that a template's targets mean. */
final class TargetResolver {
    private final ActionCatalogue catalogue;
    private final Random random;

    TargetResolver(ActionCatalogue catalogue, Random random) {
        this.catalogue = catalogue;
        this.random = random;
    }

    /** Resolves all targets; a target that nothing matches has an empty list. */
    synchronized ResolvedTargets resolve(Map<String, TargetTemplate> targets, List<AwsResource> inventory)
            throws ResolutionException {
        Map<String, List<AwsResource>> resolved = new LinkedHashMap<>();
        for (var entry : targets.entrySet()) {
            TargetTemplate target = entry.getValue();
            List<AwsResource> matching =
                    inventory.stream().filter(r -> matches(target, r)).toList();
            SelectionMode selection = SelectionMode.parse(entry.getKey(), target.selectionMode());
            resolved.put(entry.getKey(), List.copyOf(selection.select(entry.getKey(), matching, random)));
        }
        return new ResolvedTargets(resolved);
    }

    private boolean matches(TargetTemplate target, AwsResource resource) {
        return resource.type().equals(target.resourceType())
                && (target.resourceArns().isEmpty() || target.resourceArns().contains(resource.arn()))
                && resource.tags().entrySet().containsAll(target.resourceTags().entrySet())
                && target.filters().stream().allMatch(f -> passes(f, resource))
                && target.parameters().entrySet().stream()
                        .allMatch(p -> suits(target.resourceType(), p.getKey(), p.getValue(), resource));
    }

    private static boolean passes(TargetTemplate.Filter filter, AwsResource resource) {
        return resource.attribute(filter.path()).stream().anyMatch(filter.values()::contains);
    }

    private boolean suits(String type, String parameter, String value, AwsResource resource) {
        String attribute = catalogue
                .type(type)
                .flatMap(t -> t.parameter(parameter))
                .map(ResourceType.TargetParameter::attribute)
                .orElseThrow(() -> new IllegalStateException("parameter '" + parameter + "' was not validated"));
        List<String> wanted = Arrays.stream(value.split(",")).map(String::trim).toList();
        return resource.attribute(attribute).stream().anyMatch(wanted::contains);
    }

    /** Targets that cannot be resolved; the message becomes the failed experiment's reason. */
    static final class ResolutionException extends Exception {
        private static final long serialVersionUID = 1L;

        ResolutionException(String message) {
            super(message);
        }
    }

    /** The resources that each target of an experiment was resolved to. */
    record ResolvedTargets(Map<String, List<AwsResource>> byTarget) {
        static final ResolvedTargets NONE = new ResolvedTargets(Map.of());

        /** Returns how an action finds more resources without their ARNs than it may. */
        Optional<String> beyond(Template template, int most) {
            Map<String, Set<String>> arns = new LinkedHashMap<>();
            for (ActionTemplate action : template.actions().values()) {
                for (String target : action.targets().values()) {
                    if (Objects.requireNonNull(template.targets().get(target))
                            .resourceArns()
                            .isEmpty()) {
                        Set<String> found = arns.computeIfAbsent(action.actionId(), unseen -> new HashSet<>());
                        resources(target).forEach(resource -> found.add(resource.arn()));
                    }
                }
            }
            return arns.entrySet().stream()
                    .filter(action -> action.getValue().size() > most)
                    .map(action ->
                            "Target resolution found " + action.getValue().size() + " resources for " + action.getKey()
                                    + " by tags; the quota is " + most + ".")
                    .findFirst();
        }

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

    /** How many of the resources that match a target are taken: {@code ALL}, {@code COUNT(n)} or {@code PERCENT(n)}. */
    record SelectionMode(Selection mode, int number) {
        private static final Pattern FORM = Pattern.compile("(ALL)|(COUNT|PERCENT)\\((\\d{1,6})\\)");

        enum Selection {
            ALL,
            COUNT,
            PERCENT
        }

        static SelectionMode parse(String target, String text) {
            Matcher form = FORM.matcher(text);
            if (!form.matches()) {
                throw FisException.invalid("Invalid selection mode \"" + text + "\" for target " + target
                        + "; valid are ALL, COUNT(n) and PERCENT(n).");
            }
            if (form.group(1) != null) {
                return new SelectionMode(Selection.ALL, 0);
            }
            SelectionMode selection =
                    new SelectionMode(Selection.valueOf(form.group(2)), Integer.parseInt(form.group(3)));
            if (selection.number < 1 || (selection.mode == Selection.PERCENT && selection.number > 100)) {
                throw FisException.invalid("Invalid selection mode \"" + text + "\" for target " + target
                        + "; a count is at least 1, a percentage from 1 to 100.");
            }
            return selection;
        }

        /**
         * Takes resources, at random where there is a choice.
         *
         * @throws ResolutionException if the percentage of these is less than one resource
         */
        List<AwsResource> select(String target, List<AwsResource> matching, Random random)
                throws TargetResolver.ResolutionException {
            if (mode == Selection.ALL || matching.isEmpty()) {
                return matching;
            }
            int count = mode == Selection.COUNT ? number : (int) ((long) matching.size() * number / 100);
            if (count < 1) {
                throw new TargetResolver.ResolutionException("Target " + target + ": " + number + " percent of "
                        + matching.size() + " resources is less than one resource.");
            }
            List<AwsResource> shuffled = new ArrayList<>(matching);
            // One seed must mean one choice, in whatever order the inventory lists.
            shuffled.sort(Comparator.comparing(AwsResource::arn));
            Collections.shuffle(shuffled, random);
            return shuffled.subList(0, Math.min(count, shuffled.size()));
        }
    }
}
