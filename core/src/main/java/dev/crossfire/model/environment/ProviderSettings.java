package dev.crossfire.model.environment;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an environment's file gives one provider; what is secret in it is a {@link Secret}.
 *
 * @param <S> how the provider is reached
 * @param <R> what plays a role
 * @param settings the provider's own section
 * @param roles what it contributes to each role, in the order of the file; other providers may play the same roles
 */
public record ProviderSettings<S, R>(S settings, Map<String, R> roles) {
    public ProviderSettings {
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    }

    /** The settings of a provider that no role names. */
    public ProviderSettings(S settings) {
        this(settings, Map.of());
    }

    /**
     * These settings by their types.
     *
     * @throws ClassCastException when they are another provider's
     */
    public <T, U> ProviderSettings<T, U> cast(Class<T> settingsType, Class<U> roleType) {
        Map<String, U> cast = new LinkedHashMap<>();
        roles.forEach((role, played) -> cast.put(role, roleType.cast(played)));
        return new ProviderSettings<>(settingsType.cast(settings), cast);
    }
}
