package dev.crossfire.junit;

import dev.crossfire.junit.process.NumberedFolder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * The folder of one drill's evidence and reports; one folder never contains two drills.
 *
 * @param results the folder
 * @param scenarioFile where the scenario is written if it was built in Java
 */
record ResultFolder(Path results, Path scenarioFile) {
    /** The system property that names the folder of all results. */
    private static final String PROPERTY = "crossfire.out";

    /** Makes an empty one in the build's own folder. */
    static ResultFolder make(String name) throws IOException {
        Path folder = NumberedFolder.make(ofBuild(Path.of("")), name);
        return new ResultFolder(folder, folder.resolveSibling(folder.getFileName() + ".yaml"));
    }

    /** What the build's clean target deletes. */
    private static Path ofBuild(Path project) {
        String given = System.getProperty(PROPERTY, "");
        if (!given.isBlank()) {
            return Path.of(given);
        }
        if (Files.exists(project.resolve("pom.xml"))) {
            return project.resolve("target").resolve("crossfire");
        }
        boolean gradle =
                Files.exists(project.resolve("build.gradle")) || Files.exists(project.resolve("build.gradle.kts"));
        return gradle ? project.resolve("build").resolve("crossfire") : project.resolve("runs");
    }
}
