package dev.crossfire.cli;

/**
 * One thing that {@code doctor} looked at.
 *
 * @param found what is there
 * @param advice what to do about it; empty when it is well
 */
record DoctorCheck(Grade grade, String what, String found, String advice) {
    enum Grade {
        HEALTHY("ok  "),
        DOUBTFUL("warn"),
        BAD("BAD ");

        private final String mark;

        Grade(String mark) {
            this.mark = mark;
        }
    }

    static DoctorCheck ok(String what, String found) {
        return new DoctorCheck(Grade.HEALTHY, what, found, "");
    }

    String line() {
        return String.format(
                "  %s  %-16s %s%s", grade.mark, what, found, advice.isEmpty() ? "" : "\n        " + advice);
    }
}
