package dev.crossfire.simulations;

import static io.gatling.javaapi.core.CoreDsl.InputStreamBody;
import static io.gatling.javaapi.core.CoreDsl.doIf;
import static io.gatling.javaapi.core.CoreDsl.exec;
import static io.gatling.javaapi.core.CoreDsl.jsonPath;
import static io.gatling.javaapi.core.CoreDsl.pause;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import dev.crossfire.model.load.Cohort;
import dev.crossfire.model.load.Load;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.PopulationBuilder;
import io.gatling.javaapi.core.Session;
import io.gatling.javaapi.core.Simulation;
import io.gatling.javaapi.http.HttpRequestActionBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Tickets go on sale: visitors open the front page, browsers view the event, buyers reserve seats, and some read their
 * order back.
 *
 * <p>Runs under the load generator, which provides its profile, and under plain Gatling with the defaults of
 * {@code TicketOpen.json}. System properties: {@code crossfire.baseUrl}, {@code event}; {@code rivals}, how many buyers in
 * a row want the same seat, 1 unless given; {@code any-seat}, whether buyers take any; {@code resubmit}, how often a buyer
 * who got no answer sends the same reservation again.
 *
 * <p>All users share one pool of kept-alive connections per event loop. Most users make one request; a connection each
 * would leave 500 closed sockets a second waiting for their end, and a minute of that uses up the machine's ports. So
 * there are only as many connections as requests under way. The price: Gatling silently sends a request once more when
 * a pooled connection is closed before an answer began. For reservations that is prevented, see {@link #body}.
 */
public final class TicketOpen extends Simulation {
    private static final String DEFAULT_URL = "http://127.0.0.1:8080";
    private static final String DEFAULT_EVENT = "42";
    private static final Duration PATIENCE = Duration.ofSeconds(5);
    private static final int SEATS = 1_000_000;
    private static final double READ_BACK = 0.1;
    private static final int SOLD = 201;
    /** A reservation that was sent before, and sold then. */
    private static final int SOLD_BEFORE = 200;

    private static final Duration BEFORE_RESUBMITTING = Duration.ofMillis(500);
    private static final String ORDER = "order";
    private static final String ANSWER = "answer";

    private final String event = System.getProperty("event", DEFAULT_EVENT);
    private final int rivals = Integer.getInteger("rivals", 1);
    private final boolean anySeat = Boolean.getBoolean("any-seat");
    private final int resubmit = Integer.getInteger("resubmit", 0);
    private final long seed;
    /**
     * Keys and seats are new in every run: with the seed's alone, a second run on the same system would only repeat the
     * first one's orders, or request seats that the first has bought.
     */
    private final UUID run = UUID.randomUUID();

    /** Called by Gatling. */
    public TicketOpen() {
        GeneratorConfig config = config();
        Load load = config.load();
        seed = config.seed();
        List<PopulationBuilder> populations = new ArrayList<>();
        for (Cohort cohort : load.cohorts()) {
            Profile profile = Profile.of(cohort, load.warmUp(), load.duration());
            populations.add(ArrivalStep.inject(scenario(cohort.name()).exec(journey(cohort.name())), profile));
        }
        setUp(populations)
                .protocols(http.baseUrl(config.baseUrl()).disableCaching().shareConnections());
    }

    private static GeneratorConfig config() {
        String file = System.getProperty(GeneratorConfig.FILE_PROPERTY);
        if (file == null) {
            Load load = ShippedSimulation.find("TicketOpen").orElseThrow().load();
            String url = System.getProperty(GeneratorConfig.BASE_URL_PROPERTY, DEFAULT_URL);
            return new GeneratorConfig(load, url, "", Map.of(), 1);
        }
        try {
            return GeneratorConfig.read(Path.of(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private ChainBuilder journey(String cohort) {
        return switch (cohort) {
            case "visitors" -> exec(visit());
            case "browsers" -> exec(browse());
            case "buyers" ->
                exec(this::beforeReserving)
                        .exec(reserve())
                        .repeat(resubmit)
                        .on(doIf(session -> !session.contains(ANSWER))
                                .then(pause(BEFORE_RESUBMITTING).exec(reserve())))
                        .exec(this::afterReserving)
                        .exec(doIf(session -> session.contains(ORDER) && readsBack(session))
                                .then(exec(readBack())));
            default ->
                throw new IllegalArgumentException(
                        "cohort '" + cohort + "' is invalid; expected visitors, browsers and buyers");
        };
    }

    private static HttpRequestActionBuilder visit() {
        return http("visit").get("/").requestTimeout(PATIENCE).check(status().is(200));
    }

    private HttpRequestActionBuilder browse() {
        return http("browse").get("/events/" + event).requestTimeout(PATIENCE).check(status().is(200));
    }

    private HttpRequestActionBuilder reserve() {
        return http("reserve")
                .post("/events/" + event + "/reservations")
                .header("Idempotency-Key", this::key)
                .header("Content-Type", "application/json")
                .body(InputStreamBody(this::body))
                .requestTimeout(PATIENCE)
                // 409: another was faster; 410: sold out. Both are the right answer to give then.
                .check(status().in(SOLD, SOLD_BEFORE, 409, 410).saveAs(ANSWER))
                .check(jsonPath("$.id").optional().saveAs(ORDER));
    }

    private String key(Session session) {
        return run + "-" + session.userId();
    }

    private Session beforeReserving(Session session) {
        Ledger.sent(key(session), item(session));
        return session;
    }

    /** An answer that fails its check is not saved: then the seat's state is unknown. */
    private Session afterReserving(Session session) {
        if (!session.contains(ANSWER)) {
            Ledger.unknown(key(session), item(session));
        } else if (session.getInt(ANSWER) == SOLD || session.getInt(ANSWER) == SOLD_BEFORE) {
            Ledger.acknowledged(key(session), item(session), session.getString(ORDER));
        } else {
            Ledger.refused(key(session), item(session));
        }
        return session;
    }

    /** A seat in the form of the shop's list; null for any. */
    private @Nullable String item(Session session) {
        return anySeat ? null : event + "/" + seat(session);
    }

    private static HttpRequestActionBuilder readBack() {
        return http("read order")
                .get("/orders/#{" + ORDER + "}")
                .requestTimeout(PATIENCE)
                .check(status().is(200));
    }

    /** A body that can be read only once: Gatling's client will not silently send such a request twice. */
    private InputStream body(Session session) {
        String seat = anySeat ? "\"anySeat\":true" : "\"seat\":" + seat(session);
        String json = "{" + seat + ",\"buyer\":\"buyer-" + session.userId() + "\"}";
        return new ByteArrayInputStream(json.getBytes(StandardCharsets.UTF_8));
    }

    private int seat(Session session) {
        return 1
                + dice(run.getLeastSignificantBits(), session.userId() / rivals).nextInt(SEATS);
    }

    private boolean readsBack(Session session) {
        return dice(seed, session.userId()).nextDouble() < READ_BACK;
    }

    /** A user's own dice, the same whenever and in whatever thread they are thrown. */
    private static SplittableRandom dice(long seed, long user) {
        return new SplittableRandom(seed * 31 + user);
    }
}
