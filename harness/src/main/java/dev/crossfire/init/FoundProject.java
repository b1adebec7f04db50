package dev.crossfire.init;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * What is in a project's folder.
 *
 * @param folder absolute, without links
 * @param repository the folder of its git repository, or the project's own
 * @param isEmpty whether nothing is in the folder but what git keeps
 * @param builds the build tools whose files are there
 * @param isGradleParent whether Gradle's settings list modules and the folder has no build file
 * @param simulations Gatling's
 * @param contexts of the kubeconfig
 * @param pipelines the CI systems that the repository has a pipeline of
 */
public record FoundProject(
        Path folder,
        Path repository,
        boolean isEmpty,
        List<BuildTool> builds,
        boolean isGradleParent,
        List<FoundSimulation> simulations,
        Optional<ComposeFile> compose,
        List<ClusterContext> contexts,
        List<CiSystem> pipelines) {

    public FoundProject {
        builds = List.copyOf(builds);
        simulations = List.copyOf(simulations);
        contexts = List.copyOf(contexts);
        pipelines = List.copyOf(pipelines);
    }

    /**
     * Looks at a folder; writes nothing and starts nothing.
     *
     * @param kubeconfigs the files that kubectl would read
     */
    public static FoundProject in(Path folder, List<Path> kubeconfigs) throws IOException {
        Path real = folder.toRealPath();
        Path repository = repository(real);
        List<BuildTool> builds = BuildTool.in(real);
        return new FoundProject(
                real,
                repository,
                isEmpty(real),
                builds,
                builds.isEmpty() && BuildFile.hasGradleModules(real),
                FoundSimulation.in(real),
                ComposeFile.in(real),
                ClusterContext.in(kubeconfigs),
                CiSystem.in(repository));
    }

    /** The nearest folder above that git knows. */
    private static Path repository(Path folder) {
        for (@Nullable Path one = folder; one != null; one = one.getParent()) {
            if (Files.exists(one.resolve(".git"), LinkOption.NOFOLLOW_LINKS)) {
                return one;
            }
        }
        return folder;
    }

    private static boolean isEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.allMatch(file -> file.getFileName().toString().startsWith(".git"));
        }
    }

    /** The project's folder in its repository, with a slash at its end; empty when they are the same. */
    String folderInRepository() {
        Path inside = repository.relativize(folder);
        return inside.toString().isEmpty() ? "" : inside + "/";
    }

    /** The first simulation whose source names a cohort. */
    Optional<FoundSimulation> usableSimulation() {
        return simulations.stream().filter(one -> !one.cohorts().isEmpty()).findFirst();
    }

    /** What was found, a phrase each. */
    public List<String> phrases() {
        List<String> phrases = new ArrayList<>();
        phrases.add(
                builds.isEmpty()
                        ? "no build file"
                        : String.join(", ", builds.stream().map(BuildTool::file).toList()));
        simulations.forEach(one -> phrases.add("Gatling simulation " + one.className()));
        compose.ifPresent(file -> phrases.add(file.name() + with(file.services())));
        if (!contexts.isEmpty()) {
            phrases.add("kubeconfig"
                    + with(contexts.stream().map(ClusterContext::name).toList()));
        }
        pipelines.forEach(one -> phrases.add(one.title()));
        return phrases;
    }

    private static String with(List<String> names) {
        return names.isEmpty() ? "" : " with " + String.join(", ", names);
    }
}
