package dev.crossfire.init;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** What the user does next: for the file that says so, and for the terminal. */
record NextSteps(FoundProject project, InitChoices choices, BuildLines build) {
    private static final String FENCE = "```";

    /** The commands that run the drills here. */
    String onThisMachine() {
        return block("sh", String.join("\n", commands()) + "\n");
    }

    private List<String> commands() {
        List<String> commands = new ArrayList<>();
        commands.add("crossfire check drills/database-failover.yaml");
        commands.add("crossfire run drills/database-failover.yaml");
        if (choices.build() != BuildTool.NONE) {
            commands.add(testCommand());
        }
        return commands;
    }

    private String testCommand() {
        String command = choices.build().command(project.folder());
        boolean maven = choices.build() == BuildTool.MAVEN;
        if (!choices.drillsAreApart()) {
            return command + " test";
        }
        return command + (maven ? " test -Dgroups=drill -DexcludedGroups=" : " drill");
    }

    /** The lines that the build file needs; empty when it has them or there is none. */
    String inTheBuild() throws IOException {
        if (choices.build() == BuildTool.NONE) {
            return "";
        }
        String extension =
                "\n`" + testCommand() + "` finds Crossfire by `CROSSFIRE_HOME`, or by `crossfire` on the PATH."
                        + " `crossfire-junit`\nmust be in a Maven repository that your build reads.\n";
        String lines = "\n## Lines for " + choices.build().file()
                + "\n\nWithout them the drill test does not compile.\n\n"
                + block(build.language(), build.added());
        return extension + (choices.needsLines() ? lines : "");
    }

    /** What a pipeline needs beside its file. */
    String inThePipelines() throws IOException {
        List<String> steps = pipelineSteps();
        return steps.isEmpty() ? "" : "\n## Pipelines\n\n- " + String.join("\n- ", steps) + "\n";
    }

    private List<String> pipelineSteps() throws IOException {
        List<String> steps = new ArrayList<>();
        if (choices.pipelines().isEmpty()) {
            return steps;
        }
        steps.add(
                "Put `crossfire-VERSION.zip` where the pipeline can load it, and set the variables `CROSSFIRE_ARCHIVE`"
                        + " (its address) and `CROSSFIRE_SHA256` (its checksum).");
        if (choices.pipelines().contains(CiSystem.GITLAB) && isGitlabOpen()) {
            steps.add("`.gitlab-ci.yml` needs `include: [{ local: /.gitlab/drills.yml }]`.");
        }
        if (choices.pipelines().contains(CiSystem.JENKINS)) {
            steps.add("Make a pipeline job in Jenkins whose script path is `"
                    + CiSystem.JENKINS.pipeline(project.repository()) + "`.");
        }
        return steps;
    }

    /** Whether the repository's own pipeline lacks the line that includes the drills. */
    private boolean isGitlabOpen() throws IOException {
        return project.pipelines().contains(CiSystem.GITLAB) && !CiSystem.GITLAB.runsDrills(project.repository());
    }

    /** The same for a terminal, a line each. */
    List<String> lines() throws IOException {
        List<String> lines = new ArrayList<>();
        if (choices.needsLines()) {
            lines.add("Put these lines into " + choices.build().file()
                    + ": without them the drill test does not compile. They are in drills/README.md, too.");
            build.added()
                    .lines()
                    .map(line -> line.isBlank() ? "" : "    " + line)
                    .forEach(lines::add);
        }
        lines.add("Run a drill:");
        commands().forEach(command -> lines.add("  " + command));
        lines.add("Put in your own addresses: environments/staging.yaml");
        pipelineSteps().forEach(step -> lines.add(step.replace("`", "")));
        return lines;
    }

    private static String block(String language, String text) {
        return FENCE + language + "\n" + text + FENCE + "\n";
    }
}
