package dev.crossfire.maven;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.apache.maven.plugin.logging.SystemStreamLog;

/** A project's folder, and goals whose parameters are set as Maven sets them. */
record MavenProjectFolder(Path root, List<String> log) {
    static MavenProjectFolder in(Path root) throws IOException {
        Files.createDirectories(root);
        return new MavenProjectFolder(root, Collections.synchronizedList(new ArrayList<>()));
    }

    MavenProjectFolder withDrill(String name) throws IOException {
        Path file = root.resolve("drills").resolve(name);
        Files.createDirectories(file.resolveSibling("."));
        Files.writeString(file, "name: x\n");
        return this;
    }

    RunMojo run(ScriptedCrossfire crossfire) {
        return scenarios(new RunMojo(), crossfire);
    }

    CheckMojo check(ScriptedCrossfire crossfire) {
        return scenarios(new CheckMojo(), crossfire);
    }

    ReportMojo report(ScriptedCrossfire crossfire) {
        return any(new ReportMojo(), crossfire);
    }

    private <T extends ScenarioMojo> T scenarios(T goal, ScriptedCrossfire crossfire) {
        goal.scenarioFolder = root.resolve("drills").toFile();
        return any(goal, crossfire);
    }

    private <T extends CrossfireMojo> T any(T goal, ScriptedCrossfire crossfire) {
        goal.directory = root.toFile();
        goal.localRepository = root.resolve("repository").toString();
        goal.version = "0";
        goal.home = crossfire.home().toFile();
        goal.out = root.resolve("target/crossfire").toFile();
        goal.setLog(new SystemStreamLog() {
            @Override
            public void info(CharSequence line) {
                log.add(line.toString());
            }

            @Override
            public void warn(CharSequence line) {
                log.add("WARN " + line);
            }
        });
        return goal;
    }
}
