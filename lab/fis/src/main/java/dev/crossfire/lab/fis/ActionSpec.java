package dev.crossfire.lab.fis;

import java.util.List;
import java.util.Optional;

/**
 * The description of an action, and what a template must give it.
 *
 * @param id for example {@code aws:rds:failover-db-cluster}
 * @param description one sentence, shown in listings of actions
 * @param parameters its parameters
 * @param target what it acts on; empty if on nothing
 */
public record ActionSpec(
        String id, String description, List<ActionParameter> parameters, Optional<ActionTarget> target) {
    public ActionSpec {
        parameters = List.copyOf(parameters);
    }

    /** Returns a declared parameter. */
    public Optional<ActionParameter> parameter(String name) {
        return parameters.stream().filter(p -> p.name().equals(name)).findFirst();
    }

    /**
     * What an action acts on.
     *
     * @param key the name under which a template's action refers to its target, for example {@code Clusters}
     * @param type the only type of resource that the action knows to break
     * @param selective whether a target must give the parameters that its type requires; the lab's own actions do without
     */
    public record ActionTarget(String key, ResourceType type, boolean selective) {
        /** Returns what an action of AWS's acts on. */
        public ActionTarget(String key, ResourceType type) {
            this(key, type, true);
        }
    }

    /** The form of a parameter's text. */
    public enum ValueType {
        /** Any text. */
        TEXT,
        /** {@code true} or {@code false}. */
        FLAG,
        /** A whole number from 0 to {@link Integer#MAX_VALUE}. */
        NUMBER,
        /** An ISO-8601 duration between the limits of the endpoint. */
        DURATION
    }

    /**
     * One parameter of an action.
     *
     * @param name for example {@code forceFailover}
     * @param description one sentence
     * @param kind the form of its text
     * @param required whether a template must give it
     * @param fallback its value when it is not given
     */
    public record ActionParameter(
            String name, String description, ValueType kind, boolean required, Optional<String> fallback) {
        /** Returns a parameter that every template must give. */
        public static ActionParameter required(String name, ValueType kind, String description) {
            return new ActionParameter(name, description, kind, true, Optional.empty());
        }

        /** Returns a parameter that means something by not being given. */
        public static ActionParameter unset(String name, ValueType kind, String description) {
            return new ActionParameter(name, description, kind, false, Optional.empty());
        }

        /** Returns a parameter with a default. */
        public static ActionParameter optional(String name, ValueType kind, String fallback, String description) {
            return new ActionParameter(name, description, kind, false, Optional.of(fallback));
        }
    }
}
