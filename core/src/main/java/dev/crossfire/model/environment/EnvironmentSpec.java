package dev.crossfire.model.environment;

import java.net.URI;
import org.jspecify.annotations.Nullable;

/**
 * An environment as its file describes it; what is secret in {@code settings} is a {@link Secret}.
 *
 * @param name what {@code --env} calls it
 * @param kind the environment kind's name, as {@code lab} or {@code aws}
 * @param baseUrl where its users reach the system; null when the environment itself knows
 * @param isProtected whether a person must confirm by name before anything is sent to it
 * @param observability where its external checks are
 */
public record EnvironmentSpec(
        String name,
        String kind,
        @Nullable URI baseUrl,
        boolean isProtected,
        Limits limits,
        EnvironmentSettings settings,
        ObservabilityConfig observability) {
    /** An environment that shows only what its users see. */
    public EnvironmentSpec(
            String name,
            String kind,
            @Nullable URI baseUrl,
            boolean isProtected,
            Limits limits,
            EnvironmentSettings settings) {
        this(name, kind, baseUrl, isProtected, limits, settings, ObservabilityConfig.NONE);
    }

    /** Marks the record that contains one environment kind's own settings. */
    public interface EnvironmentSettings {}
}
