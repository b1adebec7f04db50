package dev.crossfire.init;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** A system that runs a repository's pipeline. */
public enum CiSystem {
    GITHUB("github", "GitHub Actions", ".github/workflows"),
    GITLAB("gitlab", "GitLab CI", ".gitlab-ci.yml"),
    JENKINS("jenkins", "Jenkins", "Jenkinsfile");

    private final String written;
    private final String title;
    private final String mark;

    CiSystem(String written, String title, String mark) {
        this.written = written;
        this.title = title;
        this.mark = mark;
    }

    /** As users write it. */
    public String written() {
        return written;
    }

    /** Its name. */
    public String title() {
        return title;
    }

    /** The system that a user named. */
    public static Optional<CiSystem> of(String written) {
        return Stream.of(values()).filter(one -> one.written.equals(written)).findFirst();
    }

    /** Those that a repository has a pipeline of. */
    static List<CiSystem> in(Path repository) {
        return Stream.of(values()).filter(one -> one.isIn(repository)).toList();
    }

    private boolean isIn(Path repository) {
        return Files.exists(repository.resolve(mark), LinkOption.NOFOLLOW_LINKS);
    }

    /** Where the pipeline of the drills goes: a file of its own where the repository's pipeline is one file. */
    String pipeline(Path repository) throws IOException {
        return switch (this) {
            case GITHUB -> ".github/workflows/drills.yml";
            case GITLAB -> ".gitlab/drills.yml";
            case JENKINS -> isIn(repository) && !runsDrills(repository) ? "Jenkinsfile.drills" : mark;
        };
    }

    /** Whether the repository's one pipeline file runs the drills or includes what does. */
    boolean runsDrills(Path repository) throws IOException {
        Path file = repository.resolve(mark);
        return Files.isRegularFile(file)
                && new String(Files.readAllBytes(file), StandardCharsets.UTF_8).contains(inOwnFile());
    }

    private String inOwnFile() {
        return this == JENKINS ? "install-crossfire.sh" : "drills.yml";
    }
}
