package dev.crossfire.chaos.kubernetes;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;

/** A bearer token that does not last: it is issued again before it expires, and when the server refuses it. Thread-safe. */
final class BearerToken {
    /** A token of fifteen minutes, as EKS issues them, is renewed a minute before it expires. */
    private static final Duration RENEWAL_BEFORE_EXPIRY = Duration.ofMinutes(1);

    private final Issuer issuer;
    private final InstantSource clock;
    private @Nullable IssuedToken current;
    private Instant due = Instant.MIN;

    BearerToken(Issuer issuer, InstantSource clock) {
        this.issuer = issuer;
        this.clock = clock;
    }

    /** Where tokens come from: a program or a file. */
    @FunctionalInterface
    interface Issuer {
        IssuedToken issue() throws IOException;
    }

    /**
     * A token.
     *
     * @param expires null when it is not known
     */
    record IssuedToken(String text, @Nullable Instant expires) {}

    /**
     * The token to send now.
     *
     * @throws IOException when there is none that has not expired
     */
    synchronized String text() throws IOException {
        IssuedToken held = current;
        if (held != null && clock.instant().isBefore(due)) {
            return held.text();
        }
        try {
            return renew().text();
        } catch (IOException failed) {
            Instant expires = held == null ? null : held.expires();
            if (held != null && (expires == null || clock.instant().isBefore(expires))) {
                return held.text();
            }
            throw failed;
        }
    }

    /**
     * The token to send after the server has refused another; null when there is no other.
     *
     * @throws IOException when none could be issued
     */
    synchronized @Nullable String insteadOf(String refused) throws IOException {
        IssuedToken held = current;
        String next = held != null && !held.text().equals(refused) ? held.text() : renew().text();
        return next.equals(refused) ? null : next;
    }

    private IssuedToken renew() throws IOException {
        Instant now = clock.instant();
        IssuedToken issued = issuer.issue();
        current = issued;
        due = issued.expires() == null ? Instant.MAX : renewal(now, issued.expires());
        return issued;
    }

    private static Instant renewal(Instant now, Instant expires) {
        Duration quarter = Duration.between(now, expires).dividedBy(4);
        return expires.minus(quarter.compareTo(RENEWAL_BEFORE_EXPIRY) < 0 ? quarter : RENEWAL_BEFORE_EXPIRY);
    }
}
