package dev.crossfire.doctor;

/**
 * One item that {@code doctor} checked.
 *
 * @param found what was found
 * @param advice what to do about it; empty when nothing is wrong
 */
public record DoctorCheck(Grade grade, String what, String found, String advice) {
    public enum Grade {
        HEALTHY("ok  "),
        DOUBTFUL("warn"),
        BAD("BAD ");

        private final String mark;

        Grade(String mark) {
            this.mark = mark;
        }
    }

    public static DoctorCheck ok(String what, String found) {
        return new DoctorCheck(Grade.HEALTHY, what, found, "");
    }

    public String line() {
        return String.format(
                "  %s  %-16s %s%s", grade.mark, what, found, advice.isEmpty() ? "" : "\n        " + advice);
    }
}
