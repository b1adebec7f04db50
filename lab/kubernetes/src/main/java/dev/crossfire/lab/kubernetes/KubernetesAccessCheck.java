package dev.crossfire.lab.kubernetes;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Accepts only requests with the lab's token that are addressed to this machine. */
final class KubernetesAccessCheck {
    private static final Pattern LOOPBACK = Pattern.compile("(?i)(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?");
    private static final String SCHEME = "Bearer ";

    private final byte[] token;

    KubernetesAccessCheck(String token) {
        this.token = token.getBytes(StandardCharsets.US_ASCII);
    }

    /** Refuses a web page's request that rebinds a name of its own to this machine. */
    void checkHost(@Nullable String host) {
        if (host == null || !LOOPBACK.matcher(host).matches()) {
            throw ApiException.forbidden("Host '" + host + "' is not a loopback address; use http://127.0.0.1:port");
        }
    }

    void checkToken(@Nullable String authorization) {
        // Compared in constant time, so that the answer's delay reveals nothing.
        if (authorization == null
                || !authorization.startsWith(SCHEME)
                || !MessageDigest.isEqual(
                        token, authorization.substring(SCHEME.length()).getBytes(StandardCharsets.US_ASCII))) {
            throw ApiException.unauthorized();
        }
    }
}
