package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.Kinds;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * The page {@code docs/your-simulation.md}, followed in empty folders with real build tools and the real launcher.
 *
 * <p>A build tool that is not on the {@code PATH} is skipped. Setting: {@code crossfire.first-hour} the folder for the
 * projects ({@code target/first-hour}).
 */
class FirstHourSeries {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @ParameterizedTest
    @ValueSource(strings = {"mvn", "gradle", "sbt"})
    void aProjectComesToAVerdict(String buildTool) throws Exception {
        assumeTrue(isOnPath(buildTool), () -> "there is no " + buildTool + " on the PATH");
        Path projects = Path.of(System.getProperty("crossfire.first-hour", "target/first-hour"));
        Path project = Files.createDirectories(projects.toAbsolutePath()).resolve(buildTool);
        assertThat(project).as("an earlier series").doesNotExist();
        Files.createDirectories(project);
        FirstHourPage.writeFiles(project);

        String screen = follow(project, buildTool);

        assertThat(screen.lines())
                .containsAll(FirstHourPage.shownOutput().lines().toList());
        assertThat(verdict(project, "alone").outcome()).isEqualTo(RunOutcome.PASS);
        Verdict verdict = verdict(project, "killed");
        assertThat(verdict.outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(verdict.objectives()).hasSize(2);
        assertThat(verdict.faults()).singleElement().matches(FaultVerdict::wasConfirmed);
        assertThat(verdict.recovery()).extracting(CohortRecovery::cohort).containsExactlyInAnyOrder("visitors", "desk");
    }

    private static boolean isOnPath(String program) {
        return Stream.of(Objects.requireNonNullElse(System.getenv("PATH"), "").split(File.pathSeparator, -1))
                .anyMatch(folder -> Files.isExecutable(Path.of(folder, program)));
    }

    /** Runs all commands in one shell, as a user types them; returns what they print. */
    private static String follow(Path project, String buildTool) throws IOException, InterruptedException {
        String commands = FirstHourPage.commands(buildTool).stream()
                .map(DocBlock::text)
                .collect(Collectors.joining())
                .replace("/path/to/crossfire/", HOME + "/");
        Path screen = project.resolve("screen.txt");
        ProcessBuilder builder = new ProcessBuilder("sh", "-eux", "-c", commands)
                .directory(project.toFile())
                .redirectInput(new File("/dev/null"))
                .redirectErrorStream(true)
                .redirectOutput(screen.toFile());
        // Gradle would leave a process behind.
        builder.environment().put("GRADLE_OPTS", "-Dorg.gradle.daemon=false");
        Process shell = builder.start();
        try {
            int code = shell.waitFor();
            assertThat(code).as("%s%n%s", screen, Files.readString(screen)).isZero();
        } finally {
            shell.destroy();
        }
        return Files.readString(screen);
    }

    private static Verdict verdict(Path project, String run) throws IOException {
        return new RunDirectory(project.resolve("runs").resolve(run), Kinds.load()).verdict();
    }
}
