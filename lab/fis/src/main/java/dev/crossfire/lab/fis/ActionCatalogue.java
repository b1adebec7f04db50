package dev.crossfire.lab.fis;

import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The actions that the endpoint can execute, and with them the resource types that they target. */
public final class ActionCatalogue {
    private final Map<String, FisAction> actions = new TreeMap<>();
    private final Map<String, ResourceType> types = new TreeMap<>();

    /**
     * Makes a catalogue.
     *
     * @throws IllegalArgumentException if two actions have one id, or describe one resource type differently
     */
    public ActionCatalogue(List<FisAction> offered) {
        for (FisAction action : offered) {
            ActionSpec spec = action.spec();
            if (actions.put(spec.id(), action) != null) {
                throw new IllegalArgumentException("two actions are called '" + spec.id() + "'; give one another id");
            }
            spec.target().map(ActionSpec.ActionTarget::type).ifPresent(this::add);
        }
    }

    private void add(ResourceType type) {
        ResourceType known = types.putIfAbsent(type.id(), type);
        if (known != null && !known.equals(type)) {
            throw new IllegalArgumentException("resource type '" + type.id() + "' is described in two ways; share one");
        }
    }

    /** Returns the action with an id. */
    public Optional<FisAction> action(String id) {
        return Optional.ofNullable(actions.get(id));
    }

    /** Returns all actions in the order of their ids. */
    public Collection<FisAction> actions() {
        return actions.values();
    }

    /** Returns the resource type with an id. */
    public Optional<ResourceType> type(String id) {
        return Optional.ofNullable(types.get(id));
    }

    /** Returns all resource types in the order of their ids. */
    public Collection<ResourceType> types() {
        return types.values();
    }
}
