package dev.crossfire.model.environment;

import java.net.URI;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * An environment as its file describes it.
 *
 * @param name what {@code --env} calls it
 * @param baseUrl where its users reach the system; null when the environment itself knows
 * @param isProtected whether a person must confirm by name before anything is sent to it
 * @param providers by which faults are injected there, by name, as {@code aws}; empty for one that is only sent load
 * @param observability where its external checks are
 */
public record EnvironmentSpec(
        String name,
        @Nullable URI baseUrl,
        boolean isProtected,
        Limits limits,
        Map<String, ProviderSettings<?, ?>> providers,
        ObservabilityConfig observability) {
    public EnvironmentSpec {
        providers = Collections.unmodifiableSortedMap(new TreeMap<>(providers));
    }

    /** An environment that shows only what its users see. */
    public EnvironmentSpec(
            String name,
            @Nullable URI baseUrl,
            boolean isProtected,
            Limits limits,
            Map<String, ProviderSettings<?, ?>> providers) {
        this(name, baseUrl, isProtected, limits, providers, ObservabilityConfig.NONE);
    }

    /**
     * The provider that reaches a target: the only one, or the one whose name the target's type begins with.
     *
     * @param type the target's, as {@code aws:ecs:task}
     * @throws IllegalArgumentException when there is none
     */
    public String providerOf(String type) {
        return providers.keySet().stream()
                .filter(name -> providers.size() == 1 || type.startsWith(name + ":"))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("no provider of environment " + this.name
                        + " reaches a target of type " + type + "; expected one of "
                        + providers.keySet()));
    }
}
