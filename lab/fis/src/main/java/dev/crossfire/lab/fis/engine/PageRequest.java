package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.model.FisException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Which part of a list a client wants.
 *
 * @param maxResults at most this many, from 1 to 100
 * @param after the number of the last item that the client has seen
 */
public record PageRequest(int maxResults, long after) {
    /** AWS's maximum, and what a client gets that names no number. */
    public static final int MOST_RESULTS = 100;

    private static final Pattern TOKEN = Pattern.compile("after:(\\d{1,18})");

    /**
     * Reads a request's query.
     *
     * @throws FisException if the number is out of range or the token is not one of this service's
     */
    public static PageRequest of(@Nullable String maxResults, @Nullable String nextToken) {
        return new PageRequest(
                maxResults == null ? MOST_RESULTS : number(maxResults), nextToken == null ? -1 : position(nextToken));
    }

    /** Returns the request for no more than this many. */
    public PageRequest limitedTo(int most) {
        return new PageRequest(Math.min(maxResults, most), after);
    }

    private static int number(String maxResults) {
        if (!maxResults.matches("-?\\d{1,9}")) {
            throw FisException.invalid(
                    "maxResults '" + maxResults + "' must be a number from 1 to " + MOST_RESULTS + ".");
        }
        int value = Integer.parseInt(maxResults);
        Constraints.range("maxResults", value, 1, MOST_RESULTS);
        return value;
    }

    private static long position(String nextToken) {
        try {
            byte[] text = Base64.getUrlDecoder().decode(nextToken);
            Matcher token = TOKEN.matcher(new String(text, StandardCharsets.UTF_8));
            if (token.matches()) {
                return Long.parseLong(token.group(1));
            }
        } catch (IllegalArgumentException e) {
            throw badToken();
        }
        throw badToken();
    }

    private static FisException badToken() {
        return FisException.invalid("Invalid nextToken; pass the token of the page before unchanged.");
    }

    /** Cuts the page out of a list that does not change. */
    public <T> ResultPage<T> of(List<T> all) {
        NavigableMap<Long, T> numbered = new TreeMap<>();
        for (T item : all) {
            numbered.put((long) numbered.size(), item);
        }
        return of(numbered, item -> true);
    }

    /** Cuts the page out of numbered items; items may come and go between pages. */
    <T> ResultPage<T> of(NavigableMap<Long, T> numbered, Predicate<T> wanted) {
        List<T> items = new ArrayList<>();
        long last = after;
        for (var entry : numbered.tailMap(after, false).entrySet()) {
            if (!wanted.test(entry.getValue())) {
                continue;
            }
            if (items.size() == maxResults) {
                return new ResultPage<>(items, token(last));
            }
            items.add(entry.getValue());
            last = entry.getKey();
        }
        return new ResultPage<>(items, null);
    }

    private static String token(long after) {
        byte[] text = ("after:" + after).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(text);
    }

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
}
