package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.ApiFailures;
import dev.crossfire.lab.fis.ResourceInventory;
import dev.crossfire.lab.fis.engine.Engine;
import dev.crossfire.lab.fis.model.ErrorType;
import dev.crossfire.lab.fis.model.FisException;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.io.IOException;
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
    private static final HttpString DATE = new HttpString("X-Amz-Date");
    private static final String FIS = "fis";

    private final FisAccessCheck accessCheck;
    private final int bodyBytes;
    private final Routes routes = new Routes();
    private final TaggingOperations tagging;
    private final ApiFailures failures;
    private final AtomicLong requests = new AtomicLong();

    FisHandler(Engine engine, ResourceInventory inventory, int bodyBytes, ApiFailures failures) {
        this.failures = failures;
        this.tagging = new TaggingOperations(inventory);
        this.accessCheck = new FisAccessCheck(engine.account().region());
        this.bodyBytes = bodyBytes;
        new CatalogueOperations(engine.account(), engine.catalogue()).addTo(routes);
        new FisOperations(engine).addTo(routes);
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) throws IOException {
        exchange.getResponseHeaders().put(REQUEST_ID, new UUID(0, requests.incrementAndGet()).toString());
        @Nullable String target = exchange.getRequestHeaders().getFirst(TaggingOperations.HEADER);
        try {
            accessCheck.checkHost(exchange.getRequestHeaders().getFirst(Headers.HOST));
            accessCheck.checkSignature(
                    target == null ? FIS : TaggingOperations.SERVICE,
                    exchange.getRequestHeaders().getFirst(Headers.AUTHORIZATION),
                    exchange.getRequestHeaders().getFirst(DATE));
            run(exchange, target, call(exchange));
        } catch (FisException e) {
            refuse(exchange, e.type().status(), e.type().code(), String.valueOf(e.getMessage()));
        } catch (ApiFailures.InjectedRefusalException e) {
            ApiFailures.Refusal injected = e.refusal();
            refuse(exchange, injected.status(), injected.errorType(), injected.message());
        } catch (RuntimeException e) {
            LOG.log(System.Logger.Level.ERROR, "FIS endpoint failed at " + exchange.getRequestURI(), e);
            refuse(exchange, ErrorType.INTERNAL.status(), ErrorType.INTERNAL.code(), "The lab failed: " + e);
        }
    }

    private void run(HttpServerExchange exchange, @Nullable String target, FisCall call) {
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

    private FisCall call(HttpServerExchange exchange) throws IOException {
        return new FisCall(
                exchange.getRequestMethod().toString(),
                path(exchange.getRequestURI()),
                exchange.getQueryParameters(),
                body(exchange),
                failures.pageSize());
    }

    /** Splits first and decodes then: an ARN in a segment has encoded slashes. Undertow has refused bad escapes. */
    private static List<String> path(String uri) {
        return Arrays.stream(uri.substring(1).split("/", -1))
                .map(part -> URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8))
                .toList();
    }

    private String body(HttpServerExchange exchange) throws IOException {
        // The declared length may be wrong or missing, so one byte more than allowed is read.
        byte[] body = exchange.getRequestContentLength() > bodyBytes
                ? new byte[bodyBytes + 1]
                : exchange.getInputStream().readNBytes(bodyBytes + 1);
        if (body.length > bodyBytes) {
            throw new FisException(
                    ErrorType.TOO_LARGE, "The body is longer than " + bodyBytes + " bytes; ask for less at a time.");
        }
        return new String(body, StandardCharsets.UTF_8);
    }

    private static void refuse(HttpServerExchange exchange, int status, String type, String message) {
        exchange.getResponseHeaders().put(ERROR_TYPE, type);
        // One kind of client reads the type from the header, the other from the body.
        answer(exchange, status, Map.of("__type", type, "message", message));
    }

    private static void answer(HttpServerExchange exchange, int status, Map<String, Object> answer) {
        byte[] body = FisJson.write(answer);
        exchange.setStatusCode(status);
        boolean rest = !exchange.getRequestHeaders().contains(TaggingOperations.HEADER);
        exchange.getResponseHeaders()
                .put(Headers.CONTENT_TYPE, rest ? "application/json" : "application/x-amz-json-1.1");
        exchange.getResponseSender().send(ByteBuffer.wrap(body));
    }
}
