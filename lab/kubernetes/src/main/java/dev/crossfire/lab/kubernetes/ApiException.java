package dev.crossfire.lab.kubernetes;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The API's refusal of a request, in the form that clients expect. */
final class ApiException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final int code;
    private final String reason;

    private ApiException(int code, String reason, String message) {
        super(message);
        this.code = code;
        this.reason = reason;
    }

    static ApiException badRequest(String message) {
        return new ApiException(400, "BadRequest", message);
    }

    static ApiException unauthorized() {
        return new ApiException(
                401, "Unauthorized", "Unauthorized: send the bearer token of the lab's kubeconfig file");
    }

    static ApiException forbidden(String message) {
        return new ApiException(403, "Forbidden", message);
    }

    static ApiException notFound(ResourceKind kind, String name) {
        return new ApiException(404, "NotFound", kind.qualified() + " \"" + name + "\" not found");
    }

    static ApiException noSuchPath(String path) {
        return new ApiException(404, "NotFound", "the lab's API has nothing at " + path);
    }

    static ApiException notAllowed(ResourceKind kind, String verb) {
        return new ApiException(
                405,
                "MethodNotAllowed",
                "the lab does not let " + kind.qualified() + " be asked to " + verb + ", only "
                        + String.join(", ", kind.verbs().stream().sorted().toList()));
    }

    static ApiException alreadyExists(ResourceKind kind, String name) {
        return new ApiException(409, "AlreadyExists", kind.qualified() + " \"" + name + "\" already exists");
    }

    static ApiException conflict(ResourceKind kind, String name, String why) {
        return new ApiException(
                409, "Conflict", "Operation cannot be fulfilled on " + kind.qualified() + " \"" + name + "\": " + why);
    }

    static ApiException expired(long version, long oldest) {
        return new ApiException(410, "Expired", "too old resource version: " + version + " (" + oldest + ")");
    }

    static ApiException tooLarge(int bytes) {
        return new ApiException(413, "RequestEntityTooLarge", "the body is longer than " + bytes + " bytes");
    }

    static ApiException unsupported(String type) {
        return new ApiException(
                415,
                "UnsupportedMediaType",
                "found content of type '" + type + "', expected JSON or one of the three kinds of patch");
    }

    static ApiException invalid(ResourceKind kind, String name, String why) {
        return new ApiException(422, "Invalid", kind.name() + " \"" + name + "\" is invalid: " + why);
    }

    static ApiException budget(String message) {
        // Without a Retry-After header: only then kubectl prints why a drain is blocked.
        return new ApiException(429, "TooManyRequests", message);
    }

    static ApiException internal(String message) {
        return new ApiException(500, "InternalError", message);
    }

    int code() {
        return code;
    }

    /** The answer's body. */
    ObjectNode status() {
        ObjectNode status = KubernetesJson.object();
        status.put("kind", "Status").put("apiVersion", "v1").put("status", "Failure");
        status.putObject("metadata");
        return status.put("message", getMessage()).put("reason", reason).put("code", code);
    }
}
