package dev.crossfire.externalcheck;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.evidence.LedgerEntry;
import dev.crossfire.evidence.LedgerEntry.SystemRow;
import dev.crossfire.externalcheck.SystemRecords.RetryPause;
import dev.crossfire.model.environment.LedgerSpec;
import dev.crossfire.model.environment.Secret;
import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A list that is read over HTTP, page by page, as a user of the system reads it. */
final class HttpSystemRecords implements SystemRecords {
    private static final int LARGEST_PAGE = 64 << 20;
    private static final Duration PAGE = Duration.ofSeconds(10);

    /** A request time-out and too many requests: the same may be answered later. */
    private static final Set<Integer> LATER = Set.of(408, 429);

    private final URI first;
    private final LedgerSpec.Http spec;
    private final Patience patience;
    private final InstantSource clock;
    private final JsonClient client;

    /** How long requests to a system that does not answer are repeated. */
    record Patience(Duration withoutProgress, Duration between, Duration inAll) {
        static final Patience USUAL =
                new Patience(Duration.ofSeconds(30), Duration.ofMillis(250), Duration.ofMinutes(4));
    }

    /**
     * A list below a base URL.
     *
     * @param token the bearer token that the list requires; null when it requires none
     */
    HttpSystemRecords(URI base, LedgerSpec.Http spec, @Nullable Secret token, Patience patience, InstantSource clock) {
        this.first = URI.create(base.toString().replaceFirst("/+$", "") + spec.path());
        this.spec = spec;
        this.client = new JsonClient(token, PAGE, LARGEST_PAGE);
        this.patience = patience;
        this.clock = clock;
    }

    @Override
    public String source() {
        return first.toString();
    }

    @Override
    public boolean keyed() {
        return spec.key() != null;
    }

    @Override
    public void read(Taker taker) throws UnreadableException, IOException, InterruptedException {
        Instant end = clock.instant().plus(patience.inAll());
        @Nullable String after = null;
        do {
            if (clock.instant().isAfter(end)) {
                throw new UnreadableException(
                        "the list did not end within " + patience.inAll().toMinutes() + " min");
            }
            URI address = after == null ? first : following(after);
            JsonNode page = page(address);
            JsonNode rows = page.at(pointer(spec.rows()));
            if (!rows.isArray()) {
                throw new UnreadableException(address + " answers without a list at '" + spec.rows() + "'");
            }
            for (JsonNode row : rows) {
                taker.take(held(row, address));
            }
            @Nullable String next = spec.next() == null ? null : text(page.at(spec.next()));
            if (next != null && next.equals(after)) {
                throw new UnreadableException(address + " leads to itself: its '" + spec.next() + "' is again " + next);
            }
            after = next == null || next.isBlank() ? null : next;
        } while (after != null);
    }

    private URI following(String after) {
        String query = first.getRawQuery();
        String mark = query == null ? "?" : "&";
        return URI.create(first + mark + spec.after() + "=" + URLEncoder.encode(after, StandardCharsets.UTF_8));
    }

    /** A page, requested again while the system is unhealthy. */
    private JsonNode page(URI address) throws UnreadableException, InterruptedException {
        Instant end = clock.instant().plus(patience.withoutProgress());
        while (true) {
            try {
                return once(address);
            } catch (IOException unhealthy) {
                if (clock.instant().isAfter(end)) {
                    throw new UnreadableException(
                            address + " gave no answer for "
                                    + patience.withoutProgress().toSeconds() + " s: "
                                    + Objects.requireNonNullElse(unhealthy.getMessage(), unhealthy.toString()),
                            unhealthy);
                }
                RetryPause.of(patience.between());
            }
        }
    }

    private JsonNode once(URI address) throws IOException, UnreadableException, InterruptedException {
        try {
            JsonClient.JsonAnswer answer = client.get(address);
            if (answer.status() / 100 == 4 && !LATER.contains(answer.status())) {
                throw new UnreadableException(address + " answers " + answer.status() + "; expected 200");
            }
            if (!answer.isOk()) {
                throw new IOException("it answers " + answer.status() + "; expected 200");
            }
            return answer.body();
        } catch (BoundedAnswer.TooLargeException large) {
            throw new UnreadableException(
                    address + ": " + large.getMessage() + "; ask for smaller pages under 'ledger'", large);
        }
    }

    private SystemRow held(JsonNode row, URI address) throws UnreadableException {
        @Nullable String id = text(row.at(pointer(spec.id())));
        if (id == null) {
            throw new UnreadableException(address + " has a row without a value at '" + spec.id() + "'");
        }
        @Nullable String key = spec.key() == null ? null : text(row.at(spec.key()));
        return checked(new SystemRow(id, key, item(row)), source());
    }

    private @Nullable String item(JsonNode row) {
        List<String> parts = new ArrayList<>();
        for (String part : spec.item()) {
            @Nullable String text = text(row.at(part));
            if (text == null) {
                return null;
            }
            parts.add(text);
        }
        return parts.isEmpty() ? null : String.join("/", parts);
    }

    /** Refuses a row that is no plausible one. */
    static SystemRow checked(SystemRow row, String source) throws UnreadableException {
        for (@Nullable String text : new String[] {row.id(), row.key(), row.item()}) {
            if (text != null && text.length() > LedgerEntry.LONGEST_TEXT) {
                throw new UnreadableException(source + " has a row with a value of " + text.length()
                        + " characters; expected at most " + LedgerEntry.LONGEST_TEXT);
            }
        }
        return row;
    }

    private static JsonPointer pointer(String text) {
        return JsonPointer.compile(text);
    }

    private static @Nullable String text(JsonNode value) {
        return value.isValueNode() && !value.isNull() ? value.asText() : null;
    }
}
