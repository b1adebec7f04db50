package dev.crossfire.init;

import dev.crossfire.error.BadInputException;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What {@code crossfire init} would write, and then writes.
 *
 * @param added the files that are not there
 * @param kept those that are, and stay as they are
 * @param next what the user does next, a line each
 */
public record InitPlan(List<NewFile> added, List<NewFile> kept, List<String> next) {
    public InitPlan {
        added = List.copyOf(added);
        kept = List.copyOf(kept);
        next = List.copyOf(next);
    }

    /**
     * Plans it; writes nothing.
     *
     * @param version of Crossfire
     * @throws BadInputException when the choices do not fit the project, or a file could not be written
     */
    public static InitPlan of(FoundProject project, InitChoices choices, String version)
            throws BadInputException, IOException {
        BuildLines build = new BuildLines(choices, version, ProjectFiles.projectName(project.folder()));
        List<NewFile> added = new ArrayList<>();
        List<NewFile> kept = new ArrayList<>();
        List<String> obstacles = new ArrayList<>();
        for (NewFile file : ProjectFiles.of(project, choices, build)) {
            if (file.exists()) {
                kept.add(file);
                continue;
            }
            added.add(file);
            file.obstacle().ifPresent(obstacles::add);
        }
        if (!obstacles.isEmpty()) {
            throw new BadInputException(obstacles);
        }
        return new InitPlan(added, kept, new NextSteps(project, choices, build).lines());
    }

    /**
     * Writes the files that are not there, one after the other, each whole or not at all; to do it again writes the rest.
     *
     * @return the file that another program has written since the plan was made; the files after it are not written
     */
    public Optional<NewFile> write() throws IOException {
        for (NewFile file : added) {
            try {
                file.write();
            } catch (FileAlreadyExistsException taken) {
                return Optional.of(file);
            }
        }
        return Optional.empty();
    }
}
