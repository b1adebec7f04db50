package dev.crossfire.init;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** The files of a project's first drills, for what was found and chosen. */
final class ProjectFiles {
    /** Of the environment file, while no cluster is chosen. */
    private static final ClusterContext PLACEHOLDER =
            new ClusterContext("staging", "https://kubernetes.staging.example.org:6443", "default");

    private final FoundProject project;
    private final InitChoices choices;
    private final BuildLines build;
    private final List<NewFile> files = new ArrayList<>();

    private ProjectFiles(FoundProject project, InitChoices choices, BuildLines build) {
        this.project = project;
        this.choices = choices;
        this.build = build;
    }

    /**
     * In the order in which they are shown and written. A new build file is the last: until it is there, the folder is a
     * project without a build, so that init can be given the same again after it was stopped.
     */
    static List<NewFile> of(FoundProject project, InitChoices choices, BuildLines build) throws IOException {
        ProjectFiles files = new ProjectFiles(project, choices, build);
        files.addDrills();
        files.addTest();
        for (CiSystem system : choices.pipelines()) {
            files.addPipeline(system);
        }
        files.add("drills/README.md", "how to run them, and what comes next", files.readme());
        files.addNewBuild();
        return List.copyOf(files.files);
    }

    private void addDrills() throws IOException {
        add("drills/database-failover.yaml", "a first drill, on Crossfire's own lab", filled("database-failover.yaml"));
        Optional<FoundSimulation> own = project.usableSimulation();
        add(
                "drills/pod-kill.yaml",
                own.map(one -> "a drill under the load of " + one.className())
                        .orElse("a drill for the lab and for your cluster"),
                own.isPresent() ? ownPodKill(own.get()) : filled("pod-kill.yaml"));
        add("environments/staging.yaml", "where your system is and what may be broken", environment());
    }

    private static String ownPodKill(FoundSimulation simulation) throws IOException {
        String healthy = simulation.cohorts().stream()
                .map(cohort -> "  " + quoted(cohort) + ": { within: 1s, success: 95%, stable-for: 5s }")
                .collect(Collectors.joining("\n"));
        return FileTemplate.filled(
                "own-pod-kill.yaml",
                Map.of(
                        "SIMULATION",
                        simulation.className(),
                        "HEALTHY",
                        healthy,
                        "COHORT",
                        quoted(simulation.cohorts().get(0))));
    }

    private String environment() throws IOException {
        ClusterContext context = choices.context().orElse(PLACEHOLDER);
        String others = choices.context().isPresent() || project.contexts().isEmpty()
                ? ""
                : "\n  # contexts of your kubeconfig: "
                        + project.contexts().stream()
                                .map(one -> quoted(one.name()))
                                .collect(Collectors.joining(", "));
        return FileTemplate.filled(
                "staging.yaml",
                Map.of(
                        "CONTEXTS", others,
                        "CONTEXT", quoted(context.name()),
                        "SERVER", quoted(context.server()),
                        "NAMESPACE", quoted(context.namespace()),
                        "DEPLOYMENT",
                                quoted(project.compose()
                                        .flatMap(ComposeFile::entrance)
                                        .orElse("web"))));
    }

    private void addTest() throws IOException {
        if (choices.build() != BuildTool.NONE) {
            add(
                    "src/test/java/drills/DatabaseFailoverDrillTest.java",
                    "the drill as a JUnit test, tagged drill",
                    filled("DatabaseFailoverDrillTest.java"));
        }
    }

    private void addNewBuild() throws IOException {
        if (!choices.isNewBuild()) {
            return;
        }
        boolean isMaven = choices.build() == BuildTool.MAVEN;
        add(".gitignore", "what is built", choices.build().output() + "\n" + (isMaven ? "" : ".gradle/\n"));
        if (!isMaven) {
            add(
                    choices.build().file().replace("build", "settings"),
                    "the build's name",
                    "rootProject.name = \"" + projectName(project.folder()) + "\"\n");
        }
        add(choices.build().file(), "a build with the JUnit extension", build.newFile());
    }

    /** The folder's name as that of an artifact. */
    static String projectName(Path folder) {
        Path last = folder.getFileName();
        String name = (last == null ? "" : last.toString())
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-+|-+$", "");
        return name.isEmpty() ? "drills" : name;
    }

    private void addPipeline(CiSystem system) throws IOException {
        Path repository = project.repository();
        String drills = project.folderInRepository() + "drills";
        if (files.stream().noneMatch(file -> file.path().endsWith("install-crossfire.sh"))) {
            add(
                    "drills/install-crossfire.sh",
                    "installs a release archive by its checksum",
                    filled("install-crossfire.sh"));
        }
        Map<String, String> values = Map.of("QUOTED_DRILLS", quoted(drills), "GROOVY_DRILLS", groovy(drills));
        String template =
                switch (system) {
                    case GITHUB -> "github.yml";
                    case GITLAB -> "gitlab.yml";
                    case JENKINS -> "Jenkinsfile";
                };
        String path = system.pipeline(repository);
        files.add(
                new NewFile(repository, path, "the drill in " + system.title(), FileTemplate.filled(template, values)));
        if (system == CiSystem.GITLAB && !project.pipelines().contains(system)) {
            files.add(new NewFile(
                    repository,
                    ".gitlab-ci.yml",
                    "includes " + path,
                    FileTemplate.filled("gitlab-include.yml", values)));
        }
    }

    private String readme() throws IOException {
        String rows = files.stream()
                .map(file -> "| `" + file.path() + "` | " + file.purpose() + " |")
                .collect(Collectors.joining("\n"));
        NextSteps next = new NextSteps(project, choices, build);
        return FileTemplate.filled(
                "README.md",
                Map.of(
                        "FILES", rows,
                        "RUN", next.onThisMachine(),
                        "BUILD", next.inTheBuild(),
                        "PIPELINES", next.inThePipelines()));
    }

    private void add(String path, String purpose, String text) {
        files.add(new NewFile(project.folder(), path, purpose, text));
    }

    private static String filled(String resource) throws IOException {
        return FileTemplate.filled(resource, Map.of());
    }

    /** A text of YAML or Kotlin that is read as it stands. */
    private static String quoted(String text) {
        StringBuilder quoted = new StringBuilder("\"");
        text.codePoints().forEach(point -> {
            if (point == '"' || point == '\\') {
                quoted.append('\\').appendCodePoint(point);
            } else if (Character.isISOControl(point)) {
                quoted.append(String.format(Locale.ROOT, "\\u%04x", point));
            } else {
                quoted.appendCodePoint(point);
            }
        });
        return quoted.append('"').toString();
    }

    private static String groovy(String text) {
        return "'" + text.replace("\\", "\\\\").replace("'", "\\'").replace("\n", "\\n") + "'";
    }
}
