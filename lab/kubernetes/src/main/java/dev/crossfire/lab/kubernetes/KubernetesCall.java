package dev.crossfire.lab.kubernetes;

import java.util.Deque;
import java.util.Map;

/**
 * A request, read.
 *
 * @param path decoded, without the query
 * @param contentType of the body, without its parameters; empty without one
 * @param accept the requested form of the answer
 */
record KubernetesCall(
        String method, String path, Map<String, Deque<String>> query, String contentType, String accept, String body) {
    /** Returns a parameter's first value; empty when it was not given. */
    String parameter(String name) {
        Deque<String> values = query.get(name);
        return values == null || values.isEmpty() ? "" : values.element();
    }

    /** Returns whether a parameter is set. */
    boolean flag(String name) {
        return parameter(name).equals("true") || parameter(name).equals("1");
    }

    /** Returns a whole number that was given. */
    long number(String name, long otherwise) {
        String text = parameter(name);
        try {
            return text.isEmpty() ? otherwise : Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw ApiException.badRequest(name + " is '" + text + "', expected a whole number");
        }
    }

    boolean wantsTable() {
        return accept.contains("as=Table");
    }

    /** Whether a table's rows contain whole objects: clients that sort by fields need them. */
    boolean wantsWholeRows() {
        return parameter("includeObject").equals("Object");
    }

    Selector selector() {
        return Selector.of(parameter("labelSelector"), parameter("fieldSelector"));
    }
}
