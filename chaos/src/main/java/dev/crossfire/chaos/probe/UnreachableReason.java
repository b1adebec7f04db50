package dev.crossfire.chaos.probe;

import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.net.http.HttpConnectTimeoutException;
import java.net.http.HttpTimeoutException;
import java.nio.channels.UnresolvedAddressException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Why a host gave no answer, as text that a user can act on. */
public final class UnreachableReason {
    private static final int LONGEST_DETAIL = 200;

    private UnreachableReason() {}

    /** The cause of a connection that failed; empty when the failure is no such thing. */
    public static Optional<String> why(Throwable failed) {
        List<Throwable> causes = causes(failed);
        // The innermost is the most specific: clients wrap a name that is unknown into a refused connection.
        Collections.reverse(causes);
        return causes.stream().flatMap(cause -> words(cause).stream()).findFirst();
    }

    private static Optional<String> words(Throwable cause) {
        if (cause instanceof UnknownHostException || cause instanceof UnresolvedAddressException) {
            return Optional.of("no address is known for this host name");
        }
        if (cause instanceof NoRouteToHostException) {
            return Optional.of("there is no route to this host");
        }
        if (cause instanceof HttpConnectTimeoutException) {
            return Optional.of("no connection could be made in time: this host, or a firewall before it, is silent");
        }
        if (cause instanceof SocketTimeoutException
                || cause instanceof HttpTimeoutException
                || cause instanceof TimeoutException) {
            return Optional.of("there was no answer in time");
        }
        if (cause instanceof ConnectException) {
            return Optional.of("the connection was refused");
        }
        if (cause instanceof SSLException) {
            String detail = String.valueOf(cause.getMessage());
            return Optional.of("TLS failed ("
                    + (detail.length() > LONGEST_DETAIL ? detail.substring(0, LONGEST_DETAIL) + "…" : detail) + ")");
        }
        return Optional.empty();
    }

    private static List<Throwable> causes(Throwable failed) {
        List<Throwable> causes = new ArrayList<>();
        Set<Throwable> seen = Collections.newSetFromMap(new IdentityHashMap<>());
        for (@Nullable Throwable cause = failed; cause != null && seen.add(cause); cause = cause.getCause()) {
            causes.add(cause);
        }
        return causes;
    }
}
