package dev.crossfire.chaos.probe;

import java.net.URI;
import java.net.URISyntaxException;

/** The address at which a target is probed, as an environment file gives it. */
public final class ProbeAddress {
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
            return address.getHost() != null
                    && address.getUserInfo() == null
                    && ProbeProtocols.find(address).isPresent();
        } catch (URISyntaxException none) {
            return false;
        }
    }
}
