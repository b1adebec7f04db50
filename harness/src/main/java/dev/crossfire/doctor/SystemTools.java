package dev.crossfire.doctor;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;

/** The system's own programs that the lab does not work without. */
public final class SystemTools {
    private static final List<String> WANTED = List.of("sh", "ps", "awk", "tar");

    private SystemTools() {}

    /** Looks them up where the lab does, and checks whether ps supports the options that the lab uses. */
    public static DoctorCheck ofSystem() {
        String path = System.getenv("PATH");
        return on(path == null ? "" : path);
    }

    public static DoctorCheck on(String path) {
        List<Path> folders = Arrays.stream(path.split(":")).map(Path::of).toList();
        List<String> missing = WANTED.stream()
                .filter(tool -> folders.stream().noneMatch(folder -> Files.isExecutable(folder.resolve(tool))))
                .toList();
        if (!missing.isEmpty()) {
            return bad("no " + String.join(", no ", missing));
        }
        return psKnowsUs() ? DoctorCheck.ok("tools", String.join(", ", WANTED)) : bad("ps does not know -o stat= -p");
    }

    private static DoctorCheck bad(String found) {
        return new DoctorCheck(
                DoctorCheck.Grade.BAD,
                "tools",
                found,
                "The lab needs it: install procps, awk and tar. Other environments do not.");
    }

    private static boolean psKnowsUs() {
        String own = String.valueOf(ProcessHandle.current().pid());
        try {
            Process ps = new ProcessBuilder("ps", "-o", "pid=,stat=", "-p", own)
                    .redirectError(ProcessBuilder.Redirect.DISCARD)
                    .start();
            String output = new String(ps.getInputStream().readAllBytes(), StandardCharsets.US_ASCII);
            return output.trim().startsWith(own + " ");
        } catch (IOException unusable) {
            return false;
        }
    }

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
}
