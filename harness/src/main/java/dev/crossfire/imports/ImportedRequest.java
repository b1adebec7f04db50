package dev.crossfire.imports;

/**
 * One request as another load tool recorded it.
 *
 * @param startMicros when the user began to wait, microseconds since the epoch
 * @param waitMicros until the answer, or until the user gave up
 * @param population what the tool calls the group of users, such as a scenario or a thread group
 * @param user distinguishes the users of a population; empty when the file does not name them
 * @param first whether it is the first of a user or an iteration, which a tool may start by a schedule
 * @param name of the request
 * @param status the HTTP status, 0 without one
 * @param ok whether the tool counts the answer as correct
 * @param error what went wrong; empty when nothing did
 */
record ImportedRequest(
        long startMicros,
        long waitMicros,
        String population,
        String user,
        boolean first,
        String name,
        int status,
        boolean ok,
        String error) {}
