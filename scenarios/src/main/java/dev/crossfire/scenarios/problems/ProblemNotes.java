package dev.crossfire.scenarios.problems;

import org.jspecify.annotations.Nullable;

/** Notes problems by the pointer to what is wrong. */
public record ProblemNotes(Problems problems, Origins origins) {
    public void add(String pointer, String found, String expected, @Nullable String hint) {
        origins.place(pointer).ifPresent(place -> problems.add(place, found, expected, hint));
    }

    /** Notes something required that is absent, such as a key. */
    public void missing(String pointer, String what, String expected, @Nullable String hint) {
        origins.place(pointer).ifPresent(place -> problems.missing(place, what, expected, hint));
    }

    /** Whether something is written exactly there, readable or not. */
    public boolean stands(String pointer) {
        return origins.stands(pointer);
    }
}
