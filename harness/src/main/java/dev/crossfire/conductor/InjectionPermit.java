package dev.crossfire.conductor;

import org.jspecify.annotations.Nullable;

/** Whether this process may still break something; asked immediately before every injection. */
@FunctionalInterface
public interface InjectionPermit {
    /** Why nothing may be injected any more, in words; null when it may. Answers at once. */
    @Nullable
    String objection();
}
