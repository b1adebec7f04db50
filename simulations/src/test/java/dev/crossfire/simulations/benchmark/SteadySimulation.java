package dev.crossfire.simulations.benchmark;

import static io.gatling.javaapi.core.CoreDsl.atOnceUsers;
import static io.gatling.javaapi.core.CoreDsl.constantUsersPerSec;
import static io.gatling.javaapi.core.CoreDsl.nothingFor;
import static io.gatling.javaapi.core.CoreDsl.scenario;
import static io.gatling.javaapi.http.HttpDsl.http;
import static io.gatling.javaapi.http.HttpDsl.status;

import com.sun.management.OperatingSystemMXBean;
import io.gatling.javaapi.core.ChainBuilder;
import io.gatling.javaapi.core.CoreDsl;
import io.gatling.javaapi.core.Simulation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/** An even rate of one small request a user, which notes the process's own CPU time after warm-up and at the end. */
public final class SteadySimulation extends Simulation {
    static final String URL = "crossfire.benchmark.url";
    static final String RATE = "crossfire.benchmark.rate";
    static final String WARM_UP = "crossfire.benchmark.warmUpSeconds";
    static final String SECONDS = "crossfire.benchmark.seconds";
    /** The file that receives the CPU nanoseconds spent between warm-up and end. */
    static final String RESULT = "crossfire.benchmark.result";

    private final OperatingSystemMXBean process = ManagementFactory.getPlatformMXBean(OperatingSystemMXBean.class);
    private final Path result = Path.of(System.getProperty(RESULT, "cpu-nanos"));
    private volatile long cpuAtStart = -1;

    /** Called by Gatling. */
    public SteadySimulation() {
        Duration warmUp = Duration.ofSeconds(Integer.getInteger(WARM_UP, 10));
        Duration measured = Duration.ofSeconds(Integer.getInteger(SECONDS, 20));
        setUp(
                        scenario("steady")
                                .exec(http("get").get("/").check(status().is(200)))
                                .injectOpen(constantUsersPerSec(Integer.getInteger(RATE, 500))
                                        .during(warmUp.plus(measured))),
                        scenario("meter")
                                .exec(readMeter())
                                .injectOpen(nothingFor(warmUp), atOnceUsers(1), nothingFor(measured), atOnceUsers(1)))
                .protocols(http.baseUrl(System.getProperty(URL, "http://127.0.0.1:8080"))
                        .disableCaching()
                        .disableWarmUp()
                        .shareConnections());
    }

    private ChainBuilder readMeter() {
        return CoreDsl.exec(session -> {
            long now = process.getProcessCpuTime();
            if (cpuAtStart < 0) {
                cpuAtStart = now;
            } else {
                write(now - cpuAtStart);
            }
            return session;
        });
    }

    private void write(long cpuNanos) {
        try {
            Files.writeString(result, String.valueOf(cpuNanos));
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
