package dev.crossfire.testkit;

/** Texts that attack a page that shows them unescaped. */
public final class HostileText {
    /** What would run if it were not escaped. */
    public static final String SCRIPT = "</script><script>alert(1)</script>";
    /** What must not be shown at all. */
    public static final String SECRET = "hunter2-s3cr3t";

    private HostileText() {}

    static String around(String peaceful) {
        return peaceful + SCRIPT
                + "<!--\"'><img src=x onerror=alert(2)> | [x](http://evil.example/) ]]> \u202e\u0000 @team";
    }

    static String error() {
        return "<b>boom</b>" + SCRIPT + " password=" + SECRET + " jdbc:postgresql://app:" + SECRET
                + "@db/x Authorization: Bearer " + SECRET + " " + "long ".repeat(2000);
    }
}
