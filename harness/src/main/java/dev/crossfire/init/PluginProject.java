package dev.crossfire.init;

import dev.crossfire.error.BadInputException;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Format;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.SpiVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import javax.lang.model.SourceVersion;

/**
 * A Maven project of a plug-in, with an example of each part that is asked for and its test by the testkit's contract.
 *
 * @param name of the artifact, in lower case
 * @param version of the Crossfire that it is compiled against
 */
public record PluginProject(String name, String version, List<Part> parts) {
    private static final Pattern NAME = Pattern.compile("[a-z][a-z0-9-]{0,59}");
    /** The package of the examples, as they are compiled and tested with Crossfire itself. */
    private static final String EXAMPLE = "com.example.shop";

    /** What a plug-in can have. */
    public enum Part {
        FAULT,
        OBJECTIVE,
        FORMAT;

        /** As users write it. */
        public String written() {
            return name().toLowerCase(Locale.ROOT);
        }

        private Example example() {
            return switch (this) {
                case FAULT ->
                    new Example(
                            List.of("Maintenance", "MaintenanceFlags"),
                            "MaintenanceTest",
                            Map.of(
                                    FaultKind.class,
                                    "Maintenance",
                                    EnvironmentProvider.class,
                                    "MaintenanceFlags$Provider"));
                case OBJECTIVE ->
                    new Example(
                            List.of("FailedRequests"),
                            "FailedRequestsTest",
                            Map.of(ObjectiveKind.class, "FailedRequests"));
                case FORMAT ->
                    new Example(List.of("OneLineFormat"), "OneLineFormatTest", Map.of(Format.class, "OneLineFormat"));
            };
        }
    }

    /** The classes of a part, its test, and what is registered of it by which interface. */
    private record Example(List<String> classes, String test, Map<Class<?>, String> services) {}

    public PluginProject {
        parts = List.copyOf(parts);
    }

    /**
     * A project that is not written yet.
     *
     * @throws BadInputException when the name is invalid
     */
    public static PluginProject of(String name, String version, List<Part> parts) throws BadInputException {
        if (!NAME.matcher(name).matches()) {
            throw new BadInputException(List.of("--plugin: '" + name
                    + "' is invalid; expected a letter and up to 59 letters, digits and hyphens, in lower case"));
        }
        return new PluginProject(name, version, parts);
    }

    /**
     * Writes it.
     *
     * @return the files, relative to the folder
     * @throws BadInputException when one of them exists; then nothing is written
     */
    public List<String> write(Path folder) throws BadInputException, IOException {
        Map<String, String> files = files();
        List<String> taken = files.keySet().stream()
                .map(folder::resolve)
                .filter(file -> Files.exists(file, LinkOption.NOFOLLOW_LINKS))
                .map(file -> file + " exists; nothing was written")
                .toList();
        if (!taken.isEmpty()) {
            throw new BadInputException(taken);
        }
        for (Map.Entry<String, String> file : files.entrySet()) {
            Path path = folder.resolve(file.getKey());
            Path parent = path.getParent();
            Files.createDirectories(parent == null ? folder : parent);
            Files.writeString(path, file.getValue(), StandardOpenOption.CREATE_NEW);
        }
        return List.copyOf(files.keySet());
    }

    /** The text of each file, by its path in the project. */
    Map<String, String> files() throws IOException {
        Map<String, String> files = new TreeMap<>();
        files.put(
                "pom.xml",
                FileTemplate.filled(
                        "plugin-pom.xml.template",
                        Map.of("NAME", name, "VERSION", version, "SPI", SpiVersion.CURRENT.toString())));
        files.put(".gitignore", "target/\n");
        String folder = packageName().replace('.', '/') + "/";
        for (Part part : parts) {
            Example example = part.example();
            for (String one : example.classes()) {
                files.put("src/main/java/" + folder + one + ".java", source(one));
            }
            files.put("src/test/java/" + folder + example.test() + ".java", source(example.test()));
            example.services()
                    .forEach((type, implementation) -> files.put(
                            "src/main/resources/META-INF/services/" + type.getName(),
                            packageName() + "." + implementation + "\n"));
        }
        return files;
    }

    private String source(String className) throws IOException {
        return FileTemplate.read("plugin/" + className + ".java")
                .replace("package " + EXAMPLE + ";", "package " + packageName() + ";");
    }

    private String packageName() {
        String last = name.replace("-", "");
        return "com.example." + (SourceVersion.isKeyword(last) ? last + "plugin" : last);
    }
}
