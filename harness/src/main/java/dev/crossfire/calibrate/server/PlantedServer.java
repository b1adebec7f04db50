package dev.crossfire.calibrate.server;

import dev.crossfire.calibrate.outage.OutagePlan;
import dev.crossfire.calibrate.outage.OutagePlan.Lane;
import dev.crossfire.evidence.Json;
import dev.crossfire.time.SystemTime;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * The server that fails as its plan demands: a program, one thread, an HTTP server on loopback for every lane.
 *
 * <p>It prints the events of {@link ServerEvent}. {@link #ZERO} with a moment in microseconds since the epoch starts
 * its plan; {@link #REPORT} makes it print its report; at the end of its standard input it exits, because then its parent
 * has ended.
 */
public final class PlantedServer {
    /** Begins the order that sets t = 0. */
    public static final String ZERO = "zero ";
    /** The command to print its report. */
    public static final String REPORT = "report";

    private static final int OK = 0;
    private static final int BROKEN = 4;
    private static final int SLOWNESS = 2;
    private static final long LANE_SEEDS = 7919;

    private final OutagePlan plan;
    private final PrintStream output;
    private final SystemTime clock = new SystemTime();
    private final EventLoop loop;
    private final List<LanePort> ports = new ArrayList<>();

    private PlantedServer(OutagePlan plan, PrintStream output) {
        this.plan = plan;
        this.output = output;
        loop = new MultiThreadIoEventLoopGroup(1, new DefaultThreadFactory("lanes"), NioIoHandler.newFactory()).next();
    }

    /** Serves the plan in the given file; exits 0, or 4 when something broke. */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        PrintStream output = System.out;
        // Output of libraries must not mix with its own lines.
        System.setOut(System.err);
        PlantedServer server =
                new PlantedServer(Json.read(Files.readString(Path.of(arguments[0])), OutagePlan.class), output);
        int exit = OK;
        try {
            server.open();
            server.follow(new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8)));
        } catch (IOException | ExecutionException | RuntimeException broken) {
            server.fail(broken);
            exit = BROKEN;
        }
        System.exit(exit);
    }

    private void open() throws IOException, InterruptedException {
        Map<String, Integer> numbers = new LinkedHashMap<>();
        Duration slowness = plan.healthy().within().multipliedBy(SLOWNESS);
        for (Lane lane : plan.lanes()) {
            LaneOutages outages = new LaneOutages(lane, plan.seed() + LANE_SEEDS * ports.size());
            LanePort port = LanePort.open(lane, outages, loop, clock, slowness, this::failAndEnd);
            ports.add(port);
            numbers.put(lane.name(), port.port());
        }
        send(new ServerEvent.ServerReady(numbers));
    }

    private void follow(BufferedReader orders) throws IOException, InterruptedException, ExecutionException {
        @Nullable String order = orders.readLine();
        while (order != null) {
            if (order.startsWith(ZERO)) {
                long zero = Long.parseLong(order.substring(ZERO.length()));
                loop.submit(() -> ports.forEach(port -> port.zero(zero))).get();
            } else if (order.equals(REPORT)) {
                send(loop.submit(this::report).get());
            } else {
                throw new IOException("the order '" + order + "' is invalid; expected zero MICROS or report");
            }
            order = orders.readLine();
        }
    }

    private ServerEvent report() {
        return new ServerEvent.Report(
                ports.stream().map(port -> port.outages().report()).toList());
    }

    private void failAndEnd(Throwable cause) {
        fail(cause);
        Runtime.getRuntime().halt(BROKEN);
    }

    private void fail(Throwable cause) {
        cause.printStackTrace(System.err);
        send(new ServerEvent.ServerFailed(cause.toString()));
    }

    private synchronized void send(ServerEvent event) {
        output.println(Json.line(event));
        output.flush();
    }
}
