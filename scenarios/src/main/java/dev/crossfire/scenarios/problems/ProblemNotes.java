package dev.crossfire.scenarios.problems;

import org.jspecify.annotations.Nullable;

/** Notes problems by the JSON pointer of the invalid value. */
public record ProblemNotes(Problems problems, ValueOrigins origins) {
    public void add(String pointer, String found, String expected, @Nullable String hint) {
        origins.position(pointer).ifPresent(position -> problems.add(position, found, expected, hint));
    }

    /** Notes something required that is absent, such as a key. */
    public void missing(String pointer, String what, String expected, @Nullable String hint) {
        origins.position(pointer).ifPresent(position -> problems.missing(position, what, expected, hint));
    }

    /** Whether the file has a value exactly there, readable or not. */
    public boolean isWritten(String pointer) {
        return origins.isWritten(pointer);
    }
}
