package dev.crossfire.lab.process;

import java.net.http.HttpClient;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;

/** Makes clients that talk to the lab's own parts, in the clear on the loopback address. */
public final class PlainHttp {
    private PlainHttp() {}

    /**
     * Begins a client that speaks HTTP/1.1 and trusts no certificate.
     *
     * <p>Left to itself, the JDK's client would read every certificate authority there is, at the busiest moment of a
     * lab's start.
     *
     * @param limit how long connecting may take
     */
    public static HttpClient.Builder client(Duration limit) {
        try {
            SSLContext trustingNone = SSLContext.getInstance("TLS");
            trustingNone.init(null, new TrustManager[0], new SecureRandom());
            return HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .sslContext(trustingNone)
                    .connectTimeout(limit);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java has TLS", e);
        }
    }
}
