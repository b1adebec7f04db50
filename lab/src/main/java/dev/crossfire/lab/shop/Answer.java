package dev.crossfire.lab.shop;

/** A status code and the body that goes with it, to be written as JSON. */
record Answer(int status, Object body) {

    /**
     * An answer other than the expected one.
     *
     * @param error a word for programs
     * @param detail a sentence for people: what was found and what was expected
     */
    record Problem(String error, String detail) {}

    static Answer ok(Object body) {
        return new Answer(200, body);
    }

    static Answer problem(int status, String error, String detail) {
        return new Answer(status, new Problem(error, detail));
    }
}
