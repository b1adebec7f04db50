package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.ApiFailures;
import dev.crossfire.lab.fis.ResourceInventory;
import dev.crossfire.lab.fis.engine.Engine;
import dev.crossfire.lab.fis.http.FisOperations.CatalogueOperations;
import dev.crossfire.lab.fis.model.ErrorType;
import dev.crossfire.lab.fis.model.FisException;
import dev.crossfire.lab.http.ConnectionLimit;
import dev.crossfire.lab.http.RequestBody;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.net.URLDecoder;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;
import org.xnio.IoUtils;

/** Turns an exchange into a call, and its answer or refusal into a response. */
final class FisHandler implements HttpHandler {
    private static final System.Logger LOG = System.getLogger(FisHandler.class.getName());
    private static final HttpString ERROR_TYPE = new HttpString("x-amzn-ErrorType");
    private static final HttpString REQUEST_ID = new HttpString("x-amzn-RequestId");
    private static final String FIS = "fis";

    private final FisAccessCheck accessCheck;
    private final ConnectionLimit limit;
    private final int bodyBytes;
    private final Routes routes = new Routes();
    private final TaggingOperations tagging;
    private final ApiFailures failures;
    private final AtomicLong requests = new AtomicLong();

    FisHandler(
            Engine engine,
            ResourceInventory inventory,
            FisAccessCheck accessCheck,
            ConnectionLimit limit,
            int bodyBytes,
            ApiFailures failures) {
        this.failures = failures;
        this.tagging = new TaggingOperations(inventory);
        this.accessCheck = accessCheck;
        this.limit = limit;
        this.bodyBytes = bodyBytes;
        new CatalogueOperations(engine.account(), engine.catalogue()).addTo(routes);
        new FisOperations(engine).addTo(routes);
    }

    /** Does not block: a refused head or a body that does not arrive takes no worker. */
    @Override
    public void handleRequest(HttpServerExchange exchange) {
        exchange.getResponseHeaders().put(REQUEST_ID, new UUID(0, requests.incrementAndGet()).toString());
        orRefuse(exchange, () -> {
            accessCheck.checkHost(exchange.getRequestHeaders().getFirst(Headers.HOST));
            FisAccessCheck.SignatureClaim claim =
                    accessCheck.checkHead(service(exchange), exchange.getRequestHeaders());
            RequestBody.read(
                    exchange,
                    bodyBytes,
                    body -> orRefuse(exchange, () -> accept(exchange, claim, body)),
                    () -> refuse(exchange, tooLong(bodyBytes)));
        });
    }

    private void accept(HttpServerExchange exchange, FisAccessCheck.SignatureClaim claim, byte[] body) {
        accessCheck.checkSignature(claim, exchange, body);
        limit.prove(exchange.getConnection());
        String text = new String(body, StandardCharsets.UTF_8);
        exchange.dispatch(() -> orRefuse(exchange, () -> run(exchange, call(exchange, text))));
    }

    private static FisException tooLong(int mostBytes) {
        return new FisException(
                ErrorType.TOO_LARGE, "The body is longer than " + mostBytes + " bytes; ask for less at a time.");
    }

    private static String service(HttpServerExchange exchange) {
        return exchange.getRequestHeaders().contains(TaggingOperations.HEADER) ? TaggingOperations.SERVICE : FIS;
    }

    private static void orRefuse(HttpServerExchange exchange, Runnable work) {
        try {
            work.run();
        } catch (FisException e) {
            refuse(exchange, e);
        } catch (ApiFailures.InjectedRefusalException e) {
            ApiFailures.Refusal injected = e.refusal();
            refuse(exchange, injected.status(), injected.errorType(), injected.message());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "FIS endpoint failed at " + exchange.getRequestURI(), e);
            refuse(exchange, ErrorType.INTERNAL.status(), ErrorType.INTERNAL.code(), "The lab failed: " + e);
        }
    }

    private void run(HttpServerExchange exchange, FisCall call) {
        @Nullable String target = exchange.getRequestHeaders().getFirst(TaggingOperations.HEADER);
        Routes.Route route = target == null
                ? routes.find(call)
                : new Routes.Route(TaggingOperations.OPERATION, "POST", List.of(), c -> tagging.run(target, c));
        failures.before(route.name());
        Map<String, Object> answer = route.operation().apply(call);
        if (failures.losesAnswer(route.name())) {
            IoUtils.safeClose(exchange.getConnection());
            return;
        }
        answer(exchange, 200, answer);
    }

    private FisCall call(HttpServerExchange exchange, String body) {
        return new FisCall(
                exchange.getRequestMethod().toString(),
                path(exchange.getRequestURI()),
                exchange.getQueryParameters(),
                body,
                failures.pageSize());
    }

    /** Splits before it decodes, because an ARN in a segment has encoded slashes. Undertow refuses invalid escapes. */
    private static List<String> path(String uri) {
        return Arrays.stream(uri.substring(1).split("/", -1))
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    private static void refuse(HttpServerExchange exchange, FisException refusal) {
        refuse(exchange, refusal.type().status(), refusal.type().code(), String.valueOf(refusal.getMessage()));
    }

    private static void refuse(HttpServerExchange exchange, int status, String type, String message) {
        exchange.getResponseHeaders().put(ERROR_TYPE, type);
        // Some clients read the type from the header, others from the body.
        answer(exchange, status, Map.of("__type", type, "message", message));
    }

    private static void answer(HttpServerExchange exchange, int status, Map<String, Object> answer) {
        byte[] body = FisJson.write(answer);
        exchange.setStatusCode(status);
        RequestBody.passOver(exchange);
        boolean rest = !exchange.getRequestHeaders().contains(TaggingOperations.HEADER);
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, rest ? "application/json" : "application/x-amz-json-1.1");
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }
}
