package dev.crossfire.conductor;

import java.util.List;

/** Decides just before a fault is injected whether it may be. */
@FunctionalInterface
interface PreInjectionCheck {
    /** Why it may not be injected, a sentence each; empty when it may. Returns within a second or so. */
    List<String> objections(String fault);
}
