package dev.crossfire.lab.fis.http;

import dev.crossfire.lab.fis.model.ErrorType;
import dev.crossfire.lab.fis.model.FisException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Accepts only what a local AWS client sends.
 *
 * <p>The signature's form is checked, not its value: the lab has no secrets, and a process that may open a loopback
 * connection here may break the lab anyway. The host check keeps out web pages that rebind a name of theirs to this
 * machine.
 */
final class FisAccessCheck {
    private static final Pattern LOOPBACK = Pattern.compile("(?i)(127\\.0\\.0\\.1|localhost|\\[::1])(:\\d{1,5})?");
    private static final Pattern CREDENTIAL = Pattern.compile(
            "[^/,\\s]{1,128}/(?<date>\\d{8})/(?<region>[a-z0-9-]{1,32})/(?<service>[a-z0-9-]{1,32})/aws4_request");
    private static final Pattern SIGNATURE = Pattern.compile("AWS4-HMAC-SHA256 Credential=(?<credential>[^,\\s]+),"
            + "\\s*SignedHeaders=(?<headers>[a-z0-9;-]+),\\s*Signature=[0-9a-f]{64}");

    private final String region;

    FisAccessCheck(String region) {
        this.region = region;
    }

    /** Refuses a request that was not addressed to this machine. */
    void checkHost(@Nullable String host) {
        if (host == null || !LOOPBACK.matcher(host).matches()) {
            throw new FisException(
                    ErrorType.ACCESS_DENIED,
                    "Host '" + host + "' is not a loopback address; use http://127.0.0.1:port.");
        }
    }

    /** Refuses a request that is not signed for a service in this region. */
    void checkSignature(String service, @Nullable String authorization, @Nullable String date) {
        if (authorization == null) {
            throw new FisException(ErrorType.MISSING_TOKEN, "Missing Authentication Token");
        }
        Matcher signature = SIGNATURE.matcher(authorization);
        if (!signature.matches()) {
            throw new FisException(
                    ErrorType.INCOMPLETE_SIGNATURE,
                    "Authorization header requires 'Credential', 'SignedHeaders' and 'Signature' parameters of "
                            + "AWS4-HMAC-SHA256.");
        }
        if (date == null || !(";" + signature.group("headers") + ";").contains(";x-amz-date;")) {
            throw new FisException(
                    ErrorType.INCOMPLETE_SIGNATURE,
                    "Authorization header requires existence of a signed 'X-Amz-Date'.");
        }
        checkScope(service, signature.group("credential"), date);
    }

    private void checkScope(String service, String text, String date) {
        Matcher credential = CREDENTIAL.matcher(text);
        if (!credential.matches() || !date.startsWith(credential.group("date"))) {
            throw new FisException(
                    ErrorType.INCOMPLETE_SIGNATURE,
                    "Credential must have the form key/date/region/service/aws4_request, with the date of X-Amz-Date.");
        }
        if (!credential.group("service").equals(service)) {
            throw invalid("Credential should be scoped to correct service: '" + service + "'.");
        }
        if (!credential.group("region").equals(region)) {
            throw invalid("Credential should be scoped to a valid region, not '" + credential.group("region")
                    + "'; this lab is in " + region + ".");
        }
    }

    private static FisException invalid(String message) {
        return new FisException(ErrorType.INVALID_SIGNATURE, message);
    }
}
