package dev.crossfire.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The scripts of the GitHub action, with an archive whose Crossfire prints its arguments and exits with 3. */
@Tag("live")
class GithubActionTest {
    private static final Path ACTION =
            Path.of("../github-action").toAbsolutePath().normalize();

    @TempDir
    Path directory;

    private Path archive;
    private String checksum;

    /** A script's end. */
    private record Ended(int exitCode, String output) {}

    @BeforeEach
    void makeAnArchive() throws Exception {
        archive = archive("crossfire 9.zip", "crossfire-9/crossfire");
        checksum = checksum(archive);
    }

    private Path archive(String name, String entry) throws IOException {
        Path file = directory.resolve(name);
        try (OutputStream stream = Files.newOutputStream(file);
                ZipOutputStream zip = new ZipOutputStream(stream)) {
            zip.putNextEntry(new ZipEntry(entry));
            zip.write("#!/bin/sh\nprintf '<%s>' \"$@\"\nexit 3\n".getBytes(StandardCharsets.UTF_8));
            zip.closeEntry();
        }
        return file;
    }

    private static String checksum(Path file) throws Exception {
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(file)));
    }

    private Ended script(Map<String, String> variables, String name, String... arguments) throws Exception {
        ProcessBuilder builder = new ProcessBuilder(ACTION.resolve(name).toString())
                .directory(directory.toFile())
                .redirectErrorStream(true);
        builder.command().addAll(List.of(arguments));
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Ended(process.exitValue(), output);
    }

    private Ended install(String from, String sum) throws Exception {
        return script(Map.of(), "install-crossfire.sh", from, sum, "in stalled");
    }

    @Test
    void anArchiveIsInstalledOnceForItsChecksum() throws Exception {
        Ended first = install(archive.toString(), checksum.toUpperCase(java.util.Locale.ROOT));

        Path home = directory.resolve("in stalled").resolve(checksum);
        assertThat(first).isEqualTo(new Ended(0, home + "\n"));
        assertThat(home.resolve("crossfire")).isExecutable();
        Files.delete(archive);
        assertThat(install(archive.toString(), checksum).exitCode()).isZero();
        assertThat(installed()).containsExactly(home);
    }

    private List<Path> installed() throws IOException {
        try (Stream<Path> files = Files.list(directory.resolve("in stalled"))) {
            return files.toList();
        }
    }

    @Test
    void anArchiveWithAnotherChecksumIsRefused() throws Exception {
        String other = "0".repeat(64);

        Ended refused = install(archive.toString(), other);

        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.output()).contains("has the checksum " + checksum + "; expected " + other);
        assertThat(installed()).isEmpty();
    }

    @Test
    void whatIsNoReleaseArchiveIsRefused() throws Exception {
        Path other = archive("other.zip", "readme");

        Ended refused = install(other.toString(), checksum(other));

        assertThat(refused.exitCode()).isEqualTo(4);
        assertThat(refused.output()).contains("is no release archive of Crossfire");
        assertThat(installed()).isEmpty();
    }

    @Test
    void whatIsMissingIsNamed() throws Exception {
        assertThat(install("", checksum).output()).contains("no archive is named; expected");
        assertThat(install(archive.toString(), "abc").output()).contains("'abc' is invalid as a checksum; expected 64");
        assertThat(install("absent.zip", checksum).output()).contains("absent.zip does not exist; expected");
    }

    @Test
    void theDrillIsRunWithEveryWordAsItIs() throws Exception {
        String home = install(archive.toString(), checksum).output().strip();

        Ended drill = script(
                Map.of(
                        "CROSSFIRE_HOME", home,
                        "SCENARIO", "drills/my sale.yaml",
                        "OUT", "drill",
                        "ENVIRONMENT", "staging.yaml",
                        "OPTIONS", "--label\nteam=my team\n\n"),
                "run-drill.sh");

        assertThat(drill)
                .isEqualTo(new Ended(
                        3,
                        "<run><drills/my sale.yaml><--out><drill><--quiet><--format><github><--env><staging.yaml>"
                                + "<--label><team=my team>"));
    }

    @Test
    void theSummaryGoesToTheJobsPageAndAnnotationsToItsLog() throws Exception {
        Path page = directory.resolve("page.md");
        Map<String, String> job = Map.of("GITHUB_STEP_SUMMARY", page.toString());
        Path drill = Files.createDirectory(directory.resolve("drill"));

        assertThat(script(job, "show-reports.sh", "drill").output()).contains("::error title=Crossfire::no drill");

        Files.writeString(drill.resolve("summary.md"), "passed");
        Files.writeString(drill.resolve("github-annotations.txt"), "::notice::passed\n");
        assertThat(script(job, "show-reports.sh", "drill")).isEqualTo(new Ended(0, "::notice::passed\n"));
        assertThat(page).hasContent("passed");
    }
}
