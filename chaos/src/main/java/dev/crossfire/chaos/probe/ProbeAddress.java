package dev.crossfire.chaos.probe;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Set;

/** The address at which a target is probed, as an environment file gives it. */
public final class ProbeAddress {
    private static final Set<String> SCHEMES = Set.of("http", "https", "tcp", "postgres", "redis");

    private ProbeAddress() {}

    /**
     * Checks what a file gives.
     *
     * @throws IllegalArgumentException with what is expected instead
     */
    public static void require(String text) {
        if (!isAddress(text)) {
            throw new IllegalArgumentException("a probe such as https://HOST/health, tcp://HOST:PORT,"
                    + " postgres://HOST:PORT or redis://HOST:PORT, without user or password");
        }
    }

    private static boolean isAddress(String text) {
        try {
            URI address = new URI(text);
            return address.getHost() != null && address.getUserInfo() == null && SCHEMES.contains(address.getScheme());
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
