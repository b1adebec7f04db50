package dev.crossfire.chaos.toxiproxy;

import dev.crossfire.chaos.probe.ProbeAddress;
import dev.crossfire.model.Describe;
import dev.crossfire.model.environment.EnvironmentSpec.EnvironmentSettings;
import java.net.URI;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The settings of an environment whose links go through Toxiproxy.
 *
 * @param toxiproxy where its API is
 * @param roles what plays which role
 */
public record ToxiproxySettings(
        @Describe("the server whose proxies the links go through")
        ToxiproxyServer toxiproxy,

        @Describe("the proxy of each role") Map<String, ProxyRole> roles)
        implements EnvironmentSettings {
    public ToxiproxySettings {
        roles = Collections.unmodifiableMap(new LinkedHashMap<>(roles));
    }

    /**
     * A Toxiproxy server.
     *
     * @param url of its HTTP API
     */
    public record ToxiproxyServer(
            @Describe("the URL of its HTTP API, such as http://127.0.0.1:8474")
            URI url) {
        public ToxiproxyServer {
            if (url.getHost() == null || !String.valueOf(url.getScheme()).matches("https?")) {
                throw new IllegalArgumentException("an url such as http://127.0.0.1:8474");
            }
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

        URI address() {
            return URI.create(probe);
        }
    }
}
