package dev.crossfire.chaos.toxiproxy;

import dev.crossfire.chaos.probe.ProbeAddress;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import java.net.URI;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * A Toxiproxy server, whose proxies links go through.
 *
 * @param url of its HTTP API
 */
public record ToxiproxySettings(
        @Describe("the URL of its HTTP API, such as http://127.0.0.1:8474")
        URI url) {
    public ToxiproxySettings {
        if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
            throw new IllegalArgumentException("an url such as http://127.0.0.1:8474");
        }
    }

    /**
     * A link.
     *
     * @param proxy its proxy's name
     * @param probe how its users reach what is behind it, through the proxy
     * @param zone where it stands; null when it has no zone
     */
    public record ProxyRole(
            @Describe("the proxy's name") String proxy,

            @Describe("the proxy's address with the protocol behind it, such as redis://127.0.0.1:16379")
            String probe,

            @Describe("its zone") @Nullable String zone) {
        public ProxyRole {
            ProbeAddress.require(probe);
            if (probe.startsWith("tcp:")) {
                throw new IllegalArgumentException(
                        "a probe with a protocol, http, https, postgres or redis: Toxiproxy takes connections whatever"
                                + " its toxics");
            }
        }

        /** What may be done to it, and be seen by its probe: a limited bandwidth shows in large answers alone. */
        Set<Capability> capabilities() {
            Set<Capability> capabilities = new TreeSet<>(
                    Set.of(Capability.LATENCY, Capability.PARTITION, Capability.REFUSAL, Capability.RESET));
            if (probe.startsWith("http")) {
                capabilities.add(Capability.BANDWIDTH);
            }
            if (probe.startsWith("postgres:")) {
                capabilities.add(Capability.UNREACHABLE);
            }
            return capabilities;
        }

        URI address() {
            return URI.create(probe);
        }
    }
}
