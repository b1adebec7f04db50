package dev.crossfire.init;

import dev.crossfire.error.BadInputException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/** What init has written into a planted project. */
record WrittenFiles(Path folder, InitPlan plan) {
    /** Writes everything with these choices, without a cluster. */
    static WrittenFiles of(PlantedProject planted, BuildTool build, CiSystem... systems)
            throws BadInputException, IOException {
        FoundProject found = planted.found();
        InitChoices choices = InitChoices.of(found, build, List.of(systems), Optional.empty());
        InitPlan plan = InitPlan.of(found, choices, "0.1.0");
        if (plan.write().isPresent()) {
            throw new IllegalStateException("another program writes into this folder, too");
        }
        return new WrittenFiles(planted.folder(), plan);
    }

    String text(String path) throws IOException {
        return Files.readString(folder.resolve(path));
    }

    List<String> paths() {
        return plan.added().stream().map(NewFile::path).toList();
    }
}
