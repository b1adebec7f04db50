package dev.crossfire.guardian;

import org.jspecify.annotations.Nullable;

/** Whether this process may still break something; checked immediately before every injection. */
@FunctionalInterface
public interface InjectionPermit {
    /** Why nothing may be injected any more; null when it may. Returns at once. */
    @Nullable
    String objection();
}
