package dev.crossfire.spi;

import dev.crossfire.model.Inventory;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What an environment's settings declare before the environment is queried.
 *
 * @param inventory what plays the roles, with the capabilities of its type; unless {@code complete}, one target stands for
 *     all that play its role
 * @param unprobed the roles that cannot be probed because the settings name no probe: each with a JSON pointer to where
 *     the environment's file should have one
 * @param complete whether the inventory holds every target
 */
public record DeclaredSettings(Inventory inventory, Map<String, String> unprobed, boolean complete) {
    public DeclaredSettings {
        unprobed = Collections.unmodifiableMap(new LinkedHashMap<>(unprobed));
    }
}
