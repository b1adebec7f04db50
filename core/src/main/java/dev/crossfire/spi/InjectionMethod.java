package dev.crossfire.spi;

import dev.crossfire.model.Capability;
import java.util.List;

/**
 * How a kind of environment injects a fault into targets of one type.
 *
 * @param type of the targets, as {@code aws:ecs:task}; of any type when it is {@code *}
 * @param how by what means and with what effect, as text without a full stop
 * @param permissions the permissions that this needs, by the names of the environment, which have a colon, or as text
 *     without a colon; empty for none
 */
public record InjectionMethod(Capability capability, String type, String how, List<String> permissions) {
    public InjectionMethod {
        permissions = List.copyOf(permissions);
    }
}
