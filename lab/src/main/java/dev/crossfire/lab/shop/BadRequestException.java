package dev.crossfire.lab.shop;

/** A request that cannot be understood; the message contains what was found and what was expected. */
final class BadRequestException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String detail;

    BadRequestException(String detail) {
        super(detail);
        this.detail = detail;
    }

    String detail() {
        return detail;
    }
}
