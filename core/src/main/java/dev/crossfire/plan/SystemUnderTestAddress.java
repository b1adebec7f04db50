package dev.crossfire.plan;

import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.load.Load;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The address of the system under test, as far as it is known before anything is sent. */
final class SystemUnderTestAddress {
    private static final String LAB = "lab";
    private static final String BASE_URL = "${base-url}";

    private SystemUnderTestAddress() {}

    /**
     * The address of the system under test.
     *
     * @param own whether the simulation is the user's own, which alone knows where its requests go
     */
    static String of(EnvironmentSpec environment, Load load, boolean own) {
        @Nullable URI base = environment.baseUrl();
        if (!own) {
            return base == null && !isLab(environment)
                    ? "no address: environment " + environment.name() + " has no base-url"
                    : name(environment);
        }
        String unknown = "an address that the simulation knows";
        if (base == null) {
            return unknown;
        }
        boolean redirected = load.parameters().values().stream()
                .anyMatch(value -> value.contains(BASE_URL) || value.contains(host(base)));
        return redirected ? name(environment) : unknown + " (the environment's is " + name(environment) + ")";
    }

    private static boolean isLab(EnvironmentSpec environment) {
        return environment.providers().containsKey(LAB);
    }

    private static String name(EnvironmentSpec environment) {
        @Nullable URI base = environment.baseUrl();
        return base == null || isLab(environment) ? "the lab's balancer" : host(base);
    }

    /** Host and port alone: the rest of a URL may contain a secret. */
    private static String host(URI base) {
        if (base.getHost() == null) {
            return "an address without a host";
        }
        return base.getPort() < 0 ? base.getHost() : base.getHost() + ":" + base.getPort();
    }
}
