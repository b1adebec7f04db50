package dev.crossfire.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** The page {@code docs/your-simulation.md}: its files, and its commands for each build tool. */
final class FirstHourPage {
    static final String NAME = "your-simulation.md";
    static final List<String> BUILD_TOOLS = List.of("mvn", "gradle", "sbt");

    private static final String GRADLE_FILE = "build.gradle";
    private static final String KOTLIN_FILE = "build.gradle.kts";
    /** Gatling's plug-in is on the Gradle Plugin Portal alone, so its source set is declared here. */
    private static final String GRADLE_PROJECT = """
            apply plugin: 'java'
            sourceSets { gatling }
            repositories { mavenCentral() }
            dependencies { gatlingImplementation 'io.gatling:gatling-http-java:3.15.1' }
            """;

    private FirstHourPage() {}

    /** Writes the files of the page into a project's folder; the simulation also where Gatling's plug-in wants it. */
    static void writeFiles(Path folder) throws IOException {
        for (DocBlock block : DocBlock.ofPage(NAME)) {
            String file = block.file();
            if (file.isEmpty() || file.equals(KOTLIN_FILE)) {
                continue;
            }
            write(folder.resolve(file), (file.equals(GRADLE_FILE) ? GRADLE_PROJECT : "") + block.text());
            if (file.startsWith("src/test/")) {
                write(folder.resolve(file.replace("src/test/", "src/gatling/")), block.text());
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.getParent());
        Files.writeString(file, text);
    }

    /** The blocks of commands for a build tool, in the page's order, without those that cannot be run here. */
    static List<DocBlock> commands(String buildTool) throws IOException {
        return shell().stream()
                .filter(block -> !needsOwnSystem(block))
                .filter(block ->
                        buildTool(block).filter(tool -> !tool.equals(buildTool)).isEmpty())
                .toList();
    }

    /** The blocks of commands that need a system of the reader's own. */
    static List<DocBlock> notRun() throws IOException {
        return shell().stream().filter(FirstHourPage::needsOwnSystem).toList();
    }

    /** Every block of commands. */
    static List<DocBlock> shell() throws IOException {
        return DocBlock.ofPage(NAME).stream()
                .filter(block -> block.language().equals("sh"))
                .toList();
    }

    /** What {@code check} prints, as the page shows it. */
    static String shownOutput() throws IOException {
        return DocBlock.ofPage(NAME).stream()
                .filter(block -> block.language().isEmpty())
                .map(DocBlock::text)
                .findFirst()
                .orElseThrow();
    }

    private static Optional<String> buildTool(DocBlock block) {
        return BUILD_TOOLS.stream()
                .filter(tool -> Pattern.compile("\\b" + tool + "\\b")
                        .matcher(block.text())
                        .find())
                .findFirst();
    }

    private static boolean needsOwnSystem(DocBlock block) {
        return block.commands().stream().anyMatch(command -> command.get(0).equals("run") && command.contains("--env"));
    }

    /** The languages of the blocks that are files of the project. */
    static Set<String> languages() {
        return Set.of("xml", "java", "groovy", "kotlin", "properties", "scala");
    }
}
