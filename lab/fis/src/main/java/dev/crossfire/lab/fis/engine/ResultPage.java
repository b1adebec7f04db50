package dev.crossfire.lab.fis.engine;

import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Part of a list.
 *
 * @param nextToken the token of the next part; null if there is none
 */
public record ResultPage<T>(List<T> items, @Nullable String nextToken) {
    public ResultPage {
        items = List.copyOf(items);
    }

    /** Returns the page with other items in the same places. */
    public <R> ResultPage<R> map(Function<? super T, ? extends R> change) {
        return new ResultPage<>(items.stream().<R>map(change).toList(), nextToken);
    }
}
