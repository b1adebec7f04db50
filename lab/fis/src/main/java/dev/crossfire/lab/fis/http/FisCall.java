package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.engine.PageRequest;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A request that has passed the access check.
 *
 * @param method the HTTP method
 * @param path the decoded segments of the path
 * @param query the decoded query parameters
 * @param body the body, within its limit
 * @param pageSize how many items a page of the answer has at most
 */
record FisCall(
        String method, List<String> path, Map<String, ? extends Collection<String>> query, String body, int pageSize) {
    /** Returns a segment of the path, counted from zero. */
    String segment(int index) {
        return path.get(index);
    }

    /** Returns the first value of a query parameter; null if it is not there. */
    @Nullable
    String parameter(String name) {
        Collection<String> values = query.get(name);
        return values == null || values.isEmpty() ? null : values.iterator().next();
    }

    /** Returns all values of a query parameter. */
    Collection<String> parameters(String name) {
        Collection<String> values = query.get(name);
        return values == null ? List.of() : values;
    }

    PageRequest page() {
        return PageRequest.of(parameter("maxResults"), parameter("nextToken")).limitedTo(pageSize);
    }

    <T> T read(Class<T> type) {
        return FisJson.read(body, type);
    }
}
