package dev.crossfire.init;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What builds a project and runs its tests. */
public enum BuildTool {
    MAVEN("maven", "pom.xml", "target/"),
    GRADLE("gradle", "build.gradle", "build/"),
    GRADLE_KOTLIN("gradle-kotlin", "build.gradle.kts", "build/"),
    NONE("none", "", "runs/");

    private final String written;
    private final String file;
    private final String output;

    BuildTool(String written, String file, String output) {
        this.written = written;
        this.file = file;
        this.output = output;
    }

    /** As users write it. */
    public String written() {
        return written;
    }

    /** The tool that a user named. */
    public static Optional<BuildTool> of(String written) {
        return Stream.of(values()).filter(one -> one.written.equals(written)).findFirst();
    }

    /** Those whose build file is in the folder. */
    static List<BuildTool> in(Path folder) {
        return Stream.of(MAVEN, GRADLE, GRADLE_KOTLIN)
                .filter(one -> Files.isRegularFile(folder.resolve(one.file)))
                .toList();
    }

    /** The name of its build file; empty for none. */
    public String file() {
        return file;
    }

    /** The folder that its clean target deletes, and where a drill's reports are. */
    String output() {
        return output;
    }

    /** Its command, by the wrapper in the folder if there is one. */
    String command(Path folder) {
        return switch (this) {
            case MAVEN -> Files.exists(folder.resolve("mvnw")) ? "./mvnw" : "mvn";
            case GRADLE, GRADLE_KOTLIN -> Files.exists(folder.resolve("gradlew")) ? "./gradlew" : "gradle";
            case NONE -> "crossfire";
        };
    }
}
