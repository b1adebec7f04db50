package dev.crossfire.lab.shop;

/** A status code and the body that goes with it, to be written as JSON. */
record ShopAnswer(int status, Object body) {

    /**
     * An answer other than the expected one.
     *
     * @param error a word for programs
     * @param detail a sentence for people: what was found and what was expected
     */
    record ErrorBody(String error, String detail) {}

    static ShopAnswer ok(Object body) {
        return new ShopAnswer(200, body);
    }

    static ShopAnswer problem(int status, String error, String detail) {
        return new ShopAnswer(status, new ErrorBody(error, detail));
    }
}
