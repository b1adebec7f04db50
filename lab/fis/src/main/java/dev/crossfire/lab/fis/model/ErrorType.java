package dev.crossfire.lab.fis.model;

/** The errors that AWS answers with, and their HTTP status. */
public enum ErrorType {
    VALIDATION("ValidationException", 400),
    INVALID_PARAMETER("InvalidParameterException", 400),
    SERIALIZATION("SerializationException", 400),
    QUOTA("ServiceQuotaExceededException", 402),
    MISSING_TOKEN("MissingAuthenticationTokenException", 403),
    INCOMPLETE_SIGNATURE("IncompleteSignatureException", 403),
    INVALID_SIGNATURE("InvalidSignatureException", 403),
    UNKNOWN_KEY("UnrecognizedClientException", 403),
    ACCESS_DENIED("AccessDeniedException", 403),
    NOT_FOUND("ResourceNotFoundException", 404),
    UNKNOWN_OPERATION("UnknownOperationException", 404),
    CONFLICT("ConflictException", 409),
    TOO_LARGE("RequestEntityTooLargeException", 413),
    INTERNAL("InternalFailure", 500);

    private final String code;
    private final int status;

    ErrorType(String code, int status) {
        this.code = code;
        this.status = status;
    }

    /** Returns the name that clients map to an exception. */
    public String code() {
        return code;
    }

    /** Returns the HTTP status. */
    public int status() {
        return status;
    }
}
