package dev.crossfire.init;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * A file of Docker Compose.
 *
 * @param name of the file
 * @param services the names of its services, those that publish a port first
 */
public record ComposeFile(String name, List<String> services) {
    private static final List<String> NAMES =
            List.of("compose.yaml", "compose.yml", "docker-compose.yaml", "docker-compose.yml");
    /** What can be the name of a Deployment. */
    private static final Pattern DEPLOYMENT = Pattern.compile("[a-z0-9]([a-z0-9-]{0,61}[a-z0-9])?");

    public ComposeFile {
        services = List.copyOf(services);
    }

    /** The one in the folder that Compose would read. */
    static Optional<ComposeFile> in(Path folder) {
        return NAMES.stream()
                .filter(name -> Files.isRegularFile(folder.resolve(name)))
                .findFirst()
                .map(name -> new ComposeFile(
                        name, services(YamlMap.read(folder.resolve(name)).map("services"))));
    }

    private static List<String> services(YamlMap services) {
        return Stream.of(true, false)
                .flatMap(published -> services.content().keySet().stream()
                        .filter(name -> services.map(name).content().containsKey("ports") == published))
                .toList();
    }

    /** The service that users reach, when a Deployment can have its name. */
    Optional<String> entrance() {
        return services.stream()
                .filter(name -> DEPLOYMENT.matcher(name).matches())
                .findFirst();
    }
}
