package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.FisCredentials;
import dev.crossfire.lab.fis.model.ErrorType;
import dev.crossfire.lab.fis.model.FisException;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Accepts only requests that are signed with the endpoint's credentials.
 *
 * <p>A head is checked before its body is read, so a client without the access key gets no further. The signature covers
 * the body, so it is verified once the body is there. The host check refuses web pages that bind a name of theirs to
 * this machine.
 */
final class FisAccessCheck {
    /** As AWS. */
    private static final Duration SKEW = Duration.ofMinutes(5);

    private static final HttpString DATE = new HttpString("X-Amz-Date");
    private static final HttpString BODY_HASH = new HttpString("X-Amz-Content-Sha256");
    private static final HttpString SESSION = new HttpString("X-Amz-Security-Token");
    private static final DateTimeFormatter DATE_FORM =
            DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final Pattern LOOPBACK = Pattern.compile("(?i)(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?");
    private static final Pattern CREDENTIAL = Pattern.compile(
            "(?<key>[^/,\\s]{1,128})/(?<date>\\d{8})/(?<region>[a-z0-9-]{1,32})/(?<service>[a-z0-9-]{1,32})/aws4_request");
    private static final Pattern SIGNATURE = Pattern.compile("AWS4-HMAC-SHA256 Credential=(?<credential>[^,\\s]+),"
            + "\\s*SignedHeaders=(?<headers>[a-z0-9;-]+),\\s*Signature=(?<signature>[0-9a-f]{64})");

    private final String region;
    private final FisCredentials credentials;
    private final InstantSource clock;

    FisAccessCheck(String region, FisCredentials credentials, InstantSource clock) {
        this.region = region;
        this.credentials = credentials;
        this.clock = clock;
    }

    /**
     * What a head claims.
     *
     * @param service that it is signed for
     * @param date the value of {@code X-Amz-Date}
     * @param signedHeaders their names in lower case
     */
    record SignatureClaim(String service, String date, List<String> signedHeaders, String signature) {}

    /** Refuses a request that was not addressed to this machine. */
    void checkHost(@Nullable String host) {
        if (host == null || !LOOPBACK.matcher(host).matches()) {
            throw new FisException(
                    ErrorType.ACCESS_DENIED,
                    "Host '" + host + "' is not a loopback address; use http://127.0.0.1:port.");
        }
    }

    /** Refuses a head without this endpoint's access key, or that is not signed now for a service in this region. */
    SignatureClaim checkHead(String service, HeaderMap head) {
        @Nullable String authorization = head.getFirst(Headers.AUTHORIZATION);
        if (authorization == null) {
            throw new FisException(ErrorType.MISSING_TOKEN, "Missing Authentication Token");
        }
        Matcher found = SIGNATURE.matcher(authorization);
        if (!found.matches()) {
            throw incomplete(
                    "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters of "
                            + "AWS4-HMAC-SHA256.");
        }
        List<String> signed = List.of(found.group("headers").split(";"));
        @Nullable String date = head.getFirst(DATE);
        if (date == null || !signed.contains("x-amz-date")) {
            throw incomplete("Authorization header requires existence of a signed 'X-Amz-Date'.");
        }
        checkScope(service, found.group("credential"), date, head.contains(SESSION));
        checkDate(date);
        checkSignedHeaders(signed, head);
        return new SignatureClaim(service, date, signed, found.group("signature"));
    }

    private void checkScope(String service, String text, String date, boolean isSession) {
        Matcher credential = CREDENTIAL.matcher(text);
        if (!credential.matches() || !date.startsWith(credential.group("date"))) {
            throw incomplete(
                    "Credential must have the form key/date/region/service/aws4_request, with the date of X-Amz-Date.");
        }
        if (!credential.group("service").equals(service)) {
            throw invalid("Credential should be scoped to correct service: '" + service + "'.");
        }
        if (!credential.group("region").equals(region)) {
            throw invalid("Credential should be scoped to a valid region, not '" + credential.group("region")
                    + "'; this lab is in " + region + ".");
        }
        if (isSession || !credentials.isNamedBy(credential.group("key"))) {
            throw new FisException(
                    ErrorType.UNKNOWN_KEY,
                    "The security token included in the request is invalid; use the credentials that this endpoint was"
                            + " started with.");
        }
    }

    private void checkDate(String date) {
        Instant signed;
        try {
            signed = DATE_FORM.parse(date, Instant::from);
        } catch (DateTimeParseException e) {
            throw incomplete("X-Amz-Date must have the form 20261120T080000Z.");
        }
        Instant now = clock.instant();
        if (signed.isBefore(now.minus(SKEW))) {
            throw invalid("Signature expired: " + date + " is now earlier than " + DATE_FORM.format(now.minus(SKEW))
                    + " (" + DATE_FORM.format(now) + " - 5 min.)");
        }
        if (signed.isAfter(now.plus(SKEW))) {
            throw invalid("Signature not yet current: " + date + " is still later than "
                    + DATE_FORM.format(now.plus(SKEW)) + " (" + DATE_FORM.format(now) + " + 5 min.)");
        }
    }

    private static void checkSignedHeaders(List<String> signed, HeaderMap head) {
        if (!signed.contains("host")) {
            throw incomplete("'Host' must be a 'SignedHeader' in the AWS Authorization.");
        }
        for (HttpString name : head.getHeaderNames()) {
            String lower = name.toString().toLowerCase(Locale.ROOT);
            if (lower.startsWith("x-amz-") && !signed.contains(lower)) {
                throw incomplete("'" + lower + "' must be a 'SignedHeader' in the AWS Authorization.");
            }
        }
        if (!signed.stream().allMatch(head::contains)) {
            throw incomplete("A header in 'SignedHeaders' is not in the request.");
        }
    }

    /** Refuses a request whose signature, or whose body, is not what its head claims. */
    void checkSignature(SignatureClaim claim, HttpServerExchange request, byte[] body) {
        HeaderMap head = request.getRequestHeaders();
        String bodyHash = RequestSignature.sha256(body);
        @Nullable String claimedHash = head.getFirst(BODY_HASH);
        if (claimedHash != null && !isEqual(claimedHash, bodyHash)) {
            throw invalid("The value of 'X-Amz-Content-Sha256' is not the hash of the body.");
        }
        Map<String, List<String>> headers = new TreeMap<>();
        claim.signedHeaders().forEach(name -> headers.put(name, new ArrayList<>(head.get(name))));
        String expected = new RequestSignature(
                        request.getRequestMethod().toString(),
                        request.getRequestURI(),
                        request.getQueryString(),
                        headers,
                        bodyHash)
                .sign(credentials.secretAccessKey(), claim.date(), region, claim.service());
        if (!isEqual(claim.signature(), expected)) {
            throw invalid(
                    "The request signature we calculated does not match the signature you provided. Check your AWS"
                            + " Secret Access Key and signing method.");
        }
    }

    /** Takes as long wherever the first difference is. */
    private static boolean isEqual(String given, String expected) {
        return MessageDigest.isEqual(given.getBytes(StandardCharsets.UTF_8), expected.getBytes(StandardCharsets.UTF_8));
    }

    private static FisException incomplete(String message) {
        return new FisException(ErrorType.INCOMPLETE_SIGNATURE, message);
    }

    private static FisException invalid(String message) {
        return new FisException(ErrorType.INVALID_SIGNATURE, message);
    }
}
