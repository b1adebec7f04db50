package dev.crossfire.init;

import dev.crossfire.error.BadInputException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * What is to be written.
 *
 * @param build what runs the drill test; with {@code NONE} none is written
 * @param isNewBuild whether its build file is written, too
 * @param buildFile what its build file says
 * @param pipelines the CI systems that get a pipeline
 * @param context the cluster of the environment file; empty for a placeholder
 */
public record InitChoices(
        BuildTool build,
        boolean isNewBuild,
        BuildFile buildFile,
        List<CiSystem> pipelines,
        Optional<ClusterContext> context) {

    public InitChoices {
        pipelines = List.copyOf(pipelines);
    }

    /**
     * The choices for a project.
     *
     * @throws BadInputException when the tool does not fit the project
     */
    public static InitChoices of(
            FoundProject project, BuildTool build, List<CiSystem> pipelines, Optional<ClusterContext> context)
            throws BadInputException, IOException {
        boolean isThere = project.builds().contains(build);
        boolean hasNoBuild = project.builds().isEmpty() && !project.isGradleParent();
        if (build == BuildTool.NONE || hasNoBuild) {
            return new InitChoices(build, build != BuildTool.NONE, BuildFile.NEW, pipelines, context);
        }
        if (!isThere && !project.isGradleParent()) {
            throw new BadInputException(List.of("--build: '" + build.written() + "' is invalid here; expected none or "
                    + String.join(
                            " or ",
                            project.builds().stream().map(BuildTool::written).toList())
                    + ", as " + project.folder() + " is built"));
        }
        if (project.isGradleParent()) {
            throw parent(project);
        }
        BuildFile file = BuildFile.read(build, project.folder());
        if (!file.runsTests()) {
            throw parent(project);
        }
        return new InitChoices(build, false, file, pipelines, context);
    }

    private static BadInputException parent(FoundProject project) {
        return new BadInputException(List.of(project.folder()
                + " has modules and runs no tests itself; run 'crossfire init' in a module's folder, or give"
                + " --build none"));
    }

    /** Whether the user has to add lines to the build file. */
    boolean needsLines() {
        return build != BuildTool.NONE && !buildFile.hasExtension();
    }

    /** Whether the build's usual tests leave the drills out. */
    boolean drillsAreApart() {
        return needsLines() || buildFile.excludesTags();
    }
}
