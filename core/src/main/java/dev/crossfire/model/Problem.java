package dev.crossfire.model;

import org.jspecify.annotations.Nullable;

/**
 * One thing that is wrong with what the user gave.
 *
 * @param where a JSON pointer into the scenario, or {@code file:line:column} once it has been traced to its source
 * @param found what is there
 * @param wanted what is expected there
 * @param hint a guess at what was meant; null when there is none
 */
public record Problem(
        String where, String found, String wanted, @Nullable String hint) {
    @Override
    public String toString() {
        String text = where + ": found " + found + ", wanted " + wanted;
        return hint == null ? text : text + " (" + hint + ")";
    }
}
