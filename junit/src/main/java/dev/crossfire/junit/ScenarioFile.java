package dev.crossfire.junit;

import java.net.URI;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jspecify.annotations.Nullable;

/** Where a scenario's file is. */
final class ScenarioFile {
    private ScenarioFile() {}

    /** The file, else the file of the resource, else what was given: the name of a shipped scenario, or a mistake. */
    static String find(String given) {
        if (Files.isRegularFile(Path.of(given))) {
            return given;
        }
        @Nullable ClassLoader loader = Thread.currentThread().getContextClassLoader();
        @Nullable URL resource = loader == null ? null : loader.getResource(given);
        if (resource == null || !resource.getProtocol().equals("file")) {
            return given;
        }
        try {
            return Path.of(new URI(resource.toString())).toString();
        } catch (URISyntaxException impossible) {
            throw new IllegalStateException("a class loader's URL is one", impossible);
        }
    }
}
