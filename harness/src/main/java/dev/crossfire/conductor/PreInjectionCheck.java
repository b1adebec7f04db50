package dev.crossfire.conductor;

import java.util.List;

/** Is asked just before a fault is fired whether it may be. */
@FunctionalInterface
interface PreInjectionCheck {
    /** Why it may not be fired, a sentence each; empty when it may. Returns within a second or so. */
    List<String> objections(String fault);
}
