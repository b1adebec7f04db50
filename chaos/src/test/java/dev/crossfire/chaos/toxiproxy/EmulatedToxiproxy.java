package dev.crossfire.chaos.toxiproxy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;

/** Toxiproxy's API with proxies on real sockets, as far as Crossfire uses it. */
final class EmulatedToxiproxy implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Map<String, EmulatedLink> links = new ConcurrentHashMap<>();
    private final ExecutorService threads = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "emulated-toxiproxy");
        thread.setDaemon(true);
        return thread;
    });
    private final HttpServer api;

    EmulatedToxiproxy() throws IOException {
        api = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        api.setExecutor(threads);
        api.createContext("/", this::answer);
        api.start();
    }

    URI url() {
        return URI.create("http://127.0.0.1:" + api.getAddress().getPort());
    }

    private synchronized void answer(HttpExchange exchange) throws IOException {
        String[] path = exchange.getRequestURI().getPath().split("/", -1);
        byte[] bytes = exchange.getRequestBody().readAllBytes();
        JsonNode body = bytes.length == 0 ? JSON.createObjectNode() : JSON.readTree(bytes);
        String request = exchange.getRequestMethod() + " " + (path.length - 1);
        EmulatedLink link = path.length > 2 ? links.get(path[2]) : null;
        if (request.equals("GET 1")) {
            ObjectNode all = JSON.createObjectNode();
            links.forEach((name, one) -> all.set(name, one.state()));
            reply(exchange, 200, all.toString());
        } else if (request.equals("POST 1")) {
            reply(exchange, create((ObjectNode) body) ? 201 : 409, "{}");
        } else if (link == null) {
            reply(exchange, 404, "{\"error\":\"proxy not found\"}");
        } else if (request.equals("DELETE 2")) {
            link.close();
            links.remove(path[2]);
            reply(exchange, 204, "");
        } else if (request.equals("POST 2")) {
            link.update((ObjectNode) body);
            reply(exchange, 200, "{}");
        } else if (request.equals("POST 3")) {
            link.toxics().add(body);
            reply(exchange, 200, "{}");
        } else {
            reply(exchange, remove(link.toxics(), path[4]) ? 204 : 404, "");
        }
    }

    private boolean create(ObjectNode proxy) throws IOException {
        String name = proxy.path("name").asText();
        if (links.containsKey(name)) {
            return false;
        }
        proxy.putArray("toxics");
        EmulatedLink link = new EmulatedLink(proxy, threads);
        links.put(name, link);
        link.update(JSON.createObjectNode());
        return true;
    }

    private static boolean remove(ArrayNode toxics, String name) {
        for (int i = 0; i < toxics.size(); i++) {
            if (toxics.get(i).path("name").asText().equals(name)) {
                toxics.remove(i);
                return true;
            }
        }
        return false;
    }

    private static void reply(HttpExchange exchange, int status, String text) throws IOException {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, bytes.length == 0 ? -1 : bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        api.stop(0);
        links.values().forEach(EmulatedLink::close);
        threads.shutdownNow();
    }
}
