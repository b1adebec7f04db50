package dev.crossfire.plan;

/** JSON pointers into a file; a scenario's faults and objectives are walked by id. */
public final class Pointers {
    private Pointers() {}

    static String fault(String id) {
        return under("/faults", id);
    }

    /** A step deeper; the key is escaped as RFC 6901 requires. */
    public static String under(String pointer, String key) {
        return pointer + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
