package dev.crossfire.model;

import org.jspecify.annotations.Nullable;

/**
 * Where an environment can be looked at, beside what its users see.
 *
 * @param ledger where what users wrote can be read; null when it is read as everybody reads it
 */
public record Outlook(@Nullable Books ledger) {
    /** Nothing but what users see. */
    public static final Outlook NONE = new Outlook(null);

    /**
     * Where what users wrote can be read; nothing is ever written there.
     *
     * @param jdbc the database's URL; null when the list is read over HTTP
     * @param user null when the URL names one
     * @param password null when the URL holds it or none is needed
     * @param query instead of a scenario's own; null when the scenario says it
     * @param token whose bearer may read the list over HTTP; null when everybody may
     */
    public record Books(
            @Nullable Secret jdbc,
            @Nullable String user,
            @Nullable Secret password,
            @Nullable String query,
            @Nullable Secret token) {}
}
