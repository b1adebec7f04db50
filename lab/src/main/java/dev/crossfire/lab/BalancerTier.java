package dev.crossfire.lab;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.lab.balancer.BalancerProgram;
import dev.crossfire.lab.link.Link;
import dev.crossfire.lab.link.LinkSettings;
import dev.crossfire.lab.process.Backoff;
import dev.crossfire.lab.process.JavaProgram;
import dev.crossfire.lab.process.PartFailedException;
import dev.crossfire.lab.process.ProcessSupervisor;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Proxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;

/** The load balancer, a process of its own, and the link that clients reach it by. */
record BalancerTier(ProcessSupervisor supervisor, URI status, Link link, Path log) implements AutoCloseable {
    private static final String NAME = "balancer";
    private static final ObjectMapper JSON = new ObjectMapper();

    /**
     * Describes the tier; the link is open, the process is not started.
     *
     * @param archive classes of the shop's and its own
     * @param settings its settings by environment variable
     */
    static BalancerTier open(
            LabContext context, List<Replica> replicas, Optional<Path> archive, Map<String, String> settings)
            throws IOException {
        int port = context.ports().next();
        int statusPort = context.ports().next();
        List<String> arguments = Stream.concat(
                        Stream.of(Integer.toString(port), Integer.toString(statusPort)),
                        replicas.stream()
                                .map(replica -> url(replica.link().address().getPort())))
                .toList();
        Path log = context.log(NAME);
        Map<String, String> environment = new HashMap<>(settings);
        environment.put("BALANCER_STOP_AT_END_OF_INPUT", "false");
        ProcessSupervisor supervisor = new ProcessSupervisor(
                new JavaProgram(BalancerProgram.class.getName(), context.classPath(), archive)
                        .spec(NAME, arguments, environment, log),
                Backoff.USUAL,
                context.timer(),
                context.clock(),
                context.truth());
        Link link = Link.open(LinkSettings.named("clients-to-balancer")
                .leadingTo(new InetSocketAddress(InetAddress.getLoopbackAddress(), port)));
        return new BalancerTier(supervisor, URI.create(url(statusPort)), link, log);
    }

    /** Waits until it has let every replica in. */
    BalancerTier await(Duration limit) throws PartFailedException {
        try {
            Awaitility.await()
                    .pollDelay(Duration.ZERO)
                    .pollInterval(Duration.ofMillis(20))
                    .ignoreExceptionsInstanceOf(IOException.class)
                    .atMost(limit)
                    .until(this::allIn);
        } catch (ConditionTimeoutException e) {
            throw new PartFailedException(
                    NAME, "had not let every replica in within " + limit.toSeconds() + " s", log, e);
        }
        return this;
    }

    /** Returns where clients go. */
    URI clientUrl() {
        return URI.create(url(link.address().getPort()));
    }

    @Override
    public void close() {
        supervisor.stop();
        link.close();
    }

    private boolean allIn() throws IOException {
        var connection = status.toURL().openConnection(Proxy.NO_PROXY);
        connection.setConnectTimeout(1_000);
        connection.setReadTimeout(1_000);
        try (var body = connection.getInputStream()) {
            List<JsonNode> ups = JSON.readTree(body).findValues("up");
            return !ups.isEmpty() && ups.stream().allMatch(JsonNode::asBoolean);
        }
    }

    private static String url(int port) {
        return "http://127.0.0.1:" + port;
    }
}
