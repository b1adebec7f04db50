package dev.crossfire.lab.balancer;

import java.time.Duration;
import java.util.Map;

/**
 * What is fixed for the life of a balancer.
 *
 * @param port where clients connect, on the loopback address; 0 takes a free one
 * @param statusPort where its status is read; 0 takes a free one
 * @param requestLimit how long a request may take before it is answered 504
 * @param inFlight requests at a time; more are answered 503
 * @param connections connections to one backend
 * @param queue requests that may wait for one of them; more are answered 503
 * @param check how backends' health is found out
 */
public record BalancerSettings(
        int port,
        int statusPort,
        Duration requestLimit,
        int inFlight,
        int connections,
        int queue,
        HealthCheckSettings check) {

    /**
     * How backends' health is checked.
     *
     * @param path what is requested; a backend is healthy if the answer is 200; empty only connects, as a balancer of
     *     layer 4 does
     * @param interval pause between two checks of one backend; shorter for one that has never been healthy
     * @param limit how long it may take to answer
     * @param rise good answers in a row that bring a backend in
     * @param fall bad answers in a row that take it out
     */
    public record HealthCheckSettings(String path, Duration interval, Duration limit, int rise, int fall) {}

    /** Free ports, 5 s a request, checks every 500 ms that take a backend out after two and in after one. */
    public static BalancerSettings usual() {
        HealthCheckSettings check =
                new HealthCheckSettings("/health", Duration.ofMillis(500), Duration.ofMillis(500), 1, 2);
        return new BalancerSettings(0, 0, Duration.ofSeconds(5), 2_000, 128, 256, check);
    }

    /**
     * Returns the same, but for what environment variables say.
     *
     * @throws NumberFormatException when a time or a limit is not a whole number
     */
    BalancerSettings setBy(Map<String, String> environment) {
        String path = environment.getOrDefault("BALANCER_CHECK_PATH", check.path());
        String millis = environment.getOrDefault("BALANCER_REQUEST_MILLIS", Long.toString(requestLimit.toMillis()));
        String most = environment.getOrDefault("BALANCER_CONNECTIONS", Integer.toString(connections));
        return new BalancerSettings(
                port,
                statusPort,
                Duration.ofMillis(Long.parseLong(millis)),
                inFlight,
                Integer.parseInt(most),
                queue,
                new HealthCheckSettings(path, check.interval(), check.limit(), check.rise(), check.fall()));
    }

    public BalancerSettings listeningOn(int newPort, int newStatusPort) {
        return new BalancerSettings(newPort, newStatusPort, requestLimit, inFlight, connections, queue, check);
    }

    public BalancerSettings limitedTo(Duration newRequestLimit) {
        return new BalancerSettings(port, statusPort, newRequestLimit, inFlight, connections, queue, check);
    }

    public BalancerSettings checking(HealthCheckSettings newCheck) {
        return new BalancerSettings(port, statusPort, requestLimit, inFlight, connections, queue, newCheck);
    }
}
