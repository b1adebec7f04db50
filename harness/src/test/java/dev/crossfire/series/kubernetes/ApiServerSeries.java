package dev.crossfire.series.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.sun.net.httpserver.HttpServer;
import dev.crossfire.evidence.FileTree;
import dev.crossfire.spi.Kinds;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.Test;

/**
 * Kills of pods of a real control plane whose API server is stalled, refused, throttled, frozen or restarted, by a
 * conductor that lives on, is paused or is killed: never more pods missing than allowed, nothing left, and no verdict
 * that differs from the audit log.
 *
 * <p>Settings: {@code crossfire.control-plane} the folder of a control plane that {@code control-plane.sh} has started
 * (else the series is skipped), {@code crossfire.trials} how many of the thirty (30), {@code crossfire.api-server} the
 * folder ({@code target/api-server}). A series that was broken off goes on where it was.
 */
class ApiServerSeries {
    static final String MET = "met";

    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Path SCRIPT =
            Path.of("src", "test", "control-plane", "control-plane.sh").toAbsolutePath();
    private static final String HEAD = """
            | API server | fault | conductor | kills, audited | kills, reported | missing at most | verdict | |
            |---|---|---|---|---|---|---|---|
            """;
    private static final int HEAD_LINES = 2;
    private static final byte[] ORDER = "{\"id\":1}".getBytes(StandardCharsets.UTF_8);

    @Test
    void whateverTheApiServerDoesNoMorePodsAreMissingThanAllowed() throws Exception {
        String asked = System.getProperty("crossfire.control-plane", "");
        Assumptions.assumeTrue(
                !asked.isEmpty(), "skipped: -Dcrossfire.control-plane names no control plane; see docs/benchmarks.md");
        ControlPlane cluster = new ControlPlane(Path.of(asked), SCRIPT);
        Path folder = Files.createDirectories(Path.of(System.getProperty("crossfire.api-server", "target/api-server"))
                .toAbsolutePath());
        Path table = folder.resolve("table.md");
        if (!Files.exists(table)) {
            Files.writeString(table, HEAD);
        }
        HttpServer system = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        system.createContext("/", exchange -> {
            exchange.getRequestBody().readAllBytes();
            exchange.sendResponseHeaders(exchange.getRequestMethod().equals("POST") ? 201 : 200, ORDER.length);
            exchange.getResponseBody().write(ORDER);
            exchange.close();
        });
        system.start();
        try {
            URI address = URI.create("http://127.0.0.1:" + system.getAddress().getPort());
            List<ApiServerPlan> plans = ApiServerPlan.all();
            int trials = Math.min(plans.size(), Integer.getInteger("crossfire.trials", plans.size()));
            for (int i = lines(table).size(); i < trials; i++) {
                await().atMost(Duration.ofMinutes(2))
                        .ignoreExceptions()
                        .until(() -> cluster.serving() == ControlPlane.SIZE);
                ApiServerPlan plan = plans.get(i);
                Path own = folder.resolve(plan.name());
                FileTree.delete(own);
                Files.createDirectories(own);
                String line = new ApiServerTrial(plan, cluster, own, Kinds.load()).run(HOME, address);
                Files.writeString(table, line + "\n", StandardOpenOption.APPEND);
            }
            assertThat(lines(table)).as("%s", table).allMatch(line -> line.endsWith("| " + MET + " |"));
        } finally {
            system.stop(0);
        }
    }

    private static List<String> lines(Path table) throws Exception {
        return Files.readAllLines(table).stream().skip(HEAD_LINES).toList();
    }
}
