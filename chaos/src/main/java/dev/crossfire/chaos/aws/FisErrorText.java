package dev.crossfire.chaos.aws;

import dev.crossfire.chaos.probe.UnreachableReason;
import dev.crossfire.spi.FaultException;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.ApiCallAttemptTimeoutException;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.core.exception.SdkException;

/** Turns the SDK's exceptions into the request, the answer, and the next step. */
final class FisErrorText {
    private static final Pattern DENIED_ACTION = Pattern.compile("perform:? ([a-z0-9-]+:[A-Za-z]+)");
    /** The SDK names the endpoint in its message only. */
    private static final Pattern HOST = Pattern.compile("[a-z0-9.-]+\\.amazonaws\\.com(?:\\.cn)?");

    private static final int LONGEST_QUOTE = 400;

    private static final String TAGS =
            "the limits cannot be checked without the tags of the targets: AWS tags, GetResources: ";

    private FisErrorText() {}

    /**
     * Explains a failure.
     *
     * @param operation as the IAM action names it, as {@code StartExperiment}
     */
    static FaultException of(String operation, SdkException thrown) {
        return explained("AWS FIS, " + operation + ": ", "fis:" + operation, thrown);
    }

    /** Explains why the tags of resources are unknown. */
    static FaultException ofTags(SdkException thrown) {
        return explained(TAGS, "tag:GetResources", thrown);
    }

    private static FaultException explained(String prefix, String permission, SdkException thrown) {
        String why = thrown instanceof AwsServiceException answer ? answered(permission, answer) : unanswered(thrown);
        return new FaultException(prefix + why, thrown);
    }

    /** Explains what the SDK does not mean to throw. */
    static FaultException unexpected(String operation, RuntimeException thrown) {
        return new FaultException(
                "AWS FIS, " + operation + ": " + quote(thrown.toString())
                        + "; the request may have taken effect, healing checks it",
                thrown);
    }

    /** Explains unexpected exceptions of the SDK on a request for tags. */
    static FaultException unexpectedTags(RuntimeException thrown) {
        return new FaultException(TAGS + quote(thrown.toString()), thrown);
    }

    private static String answered(String permission, AwsServiceException answer) {
        AwsErrorDetails details = answer.awsErrorDetails();
        String code = details == null || details.errorCode() == null ? "" : details.errorCode();
        String message = details == null || details.errorMessage() == null ? "" : details.errorMessage();
        String quoted = quote(code.isEmpty() ? "status " + answer.statusCode() : code + ": " + message);
        return quoted + "; " + advice(permission, code.toLowerCase(Locale.ROOT), message, answer);
    }

    private static String advice(String permission, String code, String message, AwsServiceException answer) {
        if (code.contains("accessdenied")) {
            return "allow " + deniedAction(permission, message) + " to the identity that runs Crossfire";
        }
        if (code.contains("token") || code.contains("signature") || code.contains("unrecognizedclient")) {
            return "the credentials are expired or wrong; sign in again, or set AWS_PROFILE";
        }
        if (answer.isThrottlingException()) {
            return "too many calls, though they were repeated more slowly; wait a minute and run again";
        }
        if (code.contains("quota") || code.contains("limitexceeded")) {
            return "an account runs 5 experiments at once; let the others end, or have the quota raised";
        }
        if (code.contains("notfound")) {
            return "check region, role and resource; it may have been deleted since the plan was made";
        }
        if (code.contains("validation")) {
            return "check the environment's region, experiment-role and resources";
        }
        return "nothing more is known; look at the AWS Health Dashboard and run again";
    }

    private static String deniedAction(String permission, String message) {
        Matcher named = DENIED_ACTION.matcher(message);
        return named.find() ? named.group(1) : permission;
    }

    private static String unanswered(SdkException thrown) {
        if (thrown instanceof ApiCallTimeoutException || thrown instanceof ApiCallAttemptTimeoutException) {
            return "no answer in time; the request may have taken effect, healing checks it";
        }
        String message = String.valueOf(thrown.getMessage());
        if (message.contains("credentials")) {
            return "no credentials were found; set AWS_PROFILE, or AWS_ACCESS_KEY_ID and AWS_SECRET_ACCESS_KEY,"
                    + " or run where a role is attached";
        }
        Optional<String> unreachable = UnreachableReason.why(thrown);
        if (unreachable.isPresent()) {
            String host = HOST.matcher(allMessages(thrown))
                    .results()
                    .map(found -> found.group())
                    .findFirst()
                    .orElse("its endpoint");
            return host + " cannot be reached: " + unreachable.get()
                    + "; check the region's name and that its endpoint can be reached from here";
        }
        @Nullable Throwable cause = thrown.getCause();
        return quote(cause == null ? message : message + " (" + cause + ")")
                + "; check the region's name and that its endpoint can be reached from here";
    }

    private static String allMessages(Throwable thrown) {
        StringBuilder messages = new StringBuilder();
        for (@Nullable Throwable at = thrown; at != null; at = at.getCause()) {
            messages.append(at.getMessage()).append(' ');
        }
        return messages.toString();
    }

    private static String quote(String text) {
        return text.length() <= LONGEST_QUOTE ? text : text.substring(0, LONGEST_QUOTE) + "…";
    }
}
