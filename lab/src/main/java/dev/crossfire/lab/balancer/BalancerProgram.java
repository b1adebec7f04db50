package dev.crossfire.lab.balancer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.crossfire.lab.balancer.Balancer.StatusJson;
import dev.crossfire.lab.time.LabClock;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URI;
import java.util.Arrays;
import java.util.List;

/**
 * The balancer as a program: {@code BalancerProgram PORT STATUS_PORT BACKEND_URL…}.
 *
 * <p>Three settings come from the environment: {@code BALANCER_REQUEST_MILLIS}, how long a request may take,
 * {@code BALANCER_CONNECTIONS}, how many it has to one backend, and {@code BALANCER_CHECK_PATH}, the path of the health
 * check, empty for a mere connection.
 *
 * <p>Prints one line of JSON when it listens; ends at SIGTERM or, unless the variable {@value #STOP_AT_END_OF_INPUT} is
 * {@code false}, at the end of its standard input.
 */
public final class BalancerProgram {
    private static final String STOP_AT_END_OF_INPUT = "BALANCER_STOP_AT_END_OF_INPUT";

    private record BalancerReady(String ready, int port, int statusPort) {}

    private BalancerProgram() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length < 2 || !Arrays.stream(arguments).limit(2).allMatch(BalancerProgram::isPort)) {
            System.err.println(
                    "found " + List.of(arguments) + "; expected PORT STATUS_PORT BACKEND_URL…, ports may be 0");
            System.exit(2);
        }
        BalancerSettings settings = BalancerSettings.usual()
                .listeningOn(Integer.parseInt(arguments[0]), Integer.parseInt(arguments[1]))
                .setBy(System.getenv());
        Balancer balancer = Balancer.start(settings, LabClock.wall());
        Runtime.getRuntime().addShutdownHook(new Thread(balancer::close, "closing"));
        balancer.replace(Arrays.stream(arguments).skip(2).map(URI::create).toList());
        BalancerReady ready = new BalancerReady(
                "balancer",
                balancer.address().getPort(),
                balancer.statusAddress().getPort());
        System.out.println(new String(StatusJson.bytes(ready), UTF_8));
        if (!"false".equals(System.getenv(STOP_AT_END_OF_INPUT))) {
            System.in.transferTo(OutputStream.nullOutputStream());
            System.exit(0);
        }
    }

    private static boolean isPort(String text) {
        return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535;
    }
}
