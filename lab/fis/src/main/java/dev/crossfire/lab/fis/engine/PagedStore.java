package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.engine.PageRequest.ResultPage;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Predicate;

/** Stores things by id, numbered in the order in which they came, so that pages stay right while things come and go. */
final class PagedStore<T> {
    private final Map<String, Long> numbers = new HashMap<>();
    private final NavigableMap<Long, T> items = new TreeMap<>();
    private long next;

    /** Adds a thing, or puts it in the place of the one with its id. */
    void put(String id, T item) {
        items.put(numbers.computeIfAbsent(id, unused -> next++), item);
    }

    Optional<T> get(String id) {
        return Optional.ofNullable(numbers.get(id)).map(items::get);
    }

    void remove(String id) {
        Long number = numbers.remove(id);
        if (number != null) {
            items.remove(number);
        }
    }

    int size() {
        return items.size();
    }

    /** Returns everything, the oldest first. */
    Collection<T> all() {
        return items.values();
    }

    ResultPage<T> page(PageRequest request, Predicate<T> wanted) {
        return request.of(items, wanted);
    }
}
