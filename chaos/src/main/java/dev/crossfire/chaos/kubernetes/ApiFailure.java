package dev.crossfire.chaos.kubernetes;

import dev.crossfire.chaos.probe.UnreachableReason;
import io.fabric8.kubernetes.client.KubernetesClientException;
import java.io.IOException;
import java.net.HttpURLConnection;
import org.jspecify.annotations.Nullable;

/** Why a request to an API server failed, with the server, the request and the server's own words. */
final class ApiFailure {
    private ApiFailure() {}

    /** A login that failed before anything was sent. */
    static final class LoginException extends KubernetesClientException {
        private static final long serialVersionUID = 1L;

        LoginException(IOException failed) {
            super(String.valueOf(failed.getMessage()), failed);
        }
    }

    /**
     * The whole message.
     *
     * @param what the request, as in "list nodes"
     */
    static String text(String server, String what, KubernetesClientException failed) {
        for (Throwable cause = failed; cause != null; cause = cause.getCause()) {
            if (cause instanceof LoginException login) {
                return "the login at the cluster at " + server + " failed: " + login.getMessage()
                        + "; the request was to " + what + ". Try it with kubectl";
            }
        }
        // Without a code there was no answer, and the client's own message names neither host nor cause.
        if (failed.getCode() <= 0) {
            return UnreachableReason.why(failed)
                    .map(reason ->
                            "the cluster at " + server + " cannot be reached: " + reason + "; the request was to "
                                    + what + ". Check the server in the kubeconfig, or try it with kubectl")
                    .orElse("the cluster at " + server + " did not " + what + ": " + innermost(failed));
        }
        return "the cluster at " + server + " did not " + what + " (" + failed.getCode() + "): " + words(failed)
                + advice(failed.getCode());
    }

    /** What the server said, without the client's repetition of it. */
    static String words(KubernetesClientException failed) {
        @Nullable
        String said = failed.getStatus() == null ? null : failed.getStatus().getMessage();
        return said == null || said.isBlank() ? String.valueOf(failed.getMessage()) : said;
    }

    private static String innermost(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }

    private static String advice(int code) {
        return switch (code) {
            case HttpURLConnection.HTTP_UNAUTHORIZED ->
                "; check the login of the kubeconfig's user, with kubectl auth whoami";
            case HttpURLConnection.HTTP_FORBIDDEN ->
                "; docs/kubernetes.md lists the rights that the kubeconfig's user needs";
            default -> "";
        };
    }
}
