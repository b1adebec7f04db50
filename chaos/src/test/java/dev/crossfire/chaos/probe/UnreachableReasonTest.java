package dev.crossfire.chaos.probe;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.Test;

class UnreachableReasonTest {
    private static Exception wrapped(Throwable cause) {
        return new IllegalStateException("Operation: [get] failed.", new IOException("again", cause));
    }

    @Test
    void theInnermostCauseIsReported() {
        assertThat(UnreachableReason.why(wrapped(new UnknownHostException("nowhere"))))
                .hasValue("no address is known for this host name");
        ConnectException unresolved = new ConnectException();
        unresolved.initCause(new UnresolvedAddressException());
        assertThat(UnreachableReason.why(wrapped(unresolved))).hasValue("no address is known for this host name");
        assertThat(UnreachableReason.why(wrapped(new ConnectException()))).hasValue("the connection was refused");
        assertThat(UnreachableReason.why(new HttpTimeoutException("late"))).hasValue("there was no answer in time");
        assertThat(UnreachableReason.why(new SocketTimeoutException())).hasValue("there was no answer in time");
        assertThat(UnreachableReason.why(wrapped(new SSLHandshakeException("unknown certificate"))))
                .hasValue("TLS failed (unknown certificate)");
    }

    @Test
    void anotherFailureIsNoneOfThese() {
        assertThat(UnreachableReason.why(wrapped(new IOException("disk full")))).isEmpty();
    }
}
