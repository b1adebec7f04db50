package dev.crossfire.plugin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.spi.FaultKind;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;
import javax.tools.ToolProvider;

/** Builds the jar of a plug-in from sources, as a third party would; any part of it may be wrong. */
public final class PlantedPlugin {
    private static final Path EXAMPLE = Path.of("../testkit/src/test/java/com/example/shop");
    private static final Path SERVICES = Path.of("../testkit/src/test/resources/META-INF/services");

    private final Path folder;
    private final Map<String, String> manifest = new LinkedHashMap<>(Map.of(PluginJar.SPI, "1.0"));
    private final Map<String, String> sources = new LinkedHashMap<>();
    private final Map<String, String> services = new LinkedHashMap<>();
    private Predicate<String> left = path -> false;

    /** An empty one, to be compiled in a folder of its own. */
    public PlantedPlugin(Path folder) {
        this.folder = folder;
    }

    /** The one of docs/plug-ins.md, with a fault, an environment, an objective and a format. */
    public static PlantedPlugin ofShop(Path folder) throws IOException {
        PlantedPlugin plugin = new PlantedPlugin(folder);
        try (Stream<Path> files = Files.list(EXAMPLE)) {
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                if (!name.endsWith("Test.java") && !name.equals("package-info.java")) {
                    plugin.source("com/example/shop/" + name, Files.readString(file));
                }
            }
        }
        try (Stream<Path> files = Files.list(SERVICES)) {
            for (Path file : files.sorted().toList()) {
                String named = Files.readString(file);
                if (named.startsWith("com.example.shop.")) {
                    plugin.services.put(
                            file.getFileName().toString(),
                            named.lines().findFirst().orElseThrow());
                }
            }
        }
        return plugin.manifest("Implementation-Title", "shop-chaos").manifest("Implementation-Version", "1.0");
    }

    PlantedPlugin manifest(String name, String value) {
        manifest.put(name, value);
        return this;
    }

    PlantedPlugin withoutSpi() {
        manifest.remove(PluginJar.SPI);
        return this;
    }

    PlantedPlugin source(String path, String text) {
        sources.put(path, text);
        return this;
    }

    PlantedPlugin service(Class<?> type, String className) {
        services.put(type.getName(), className);
        return this;
    }

    /** Compiled against and not packed: what another version had, or a library that was forgotten. */
    PlantedPlugin leftOut(String pathStart) {
        left = left.or(path -> path.startsWith(pathStart));
        return this;
    }

    /** Writes it. */
    public Path jar(Path file) throws IOException {
        Path classes = Files.createDirectories(folder.resolve("classes"));
        List<String> words = new ArrayList<>(List.of("-proc:none", "-nowarn", "-cp", core(), "-d", classes.toString()));
        for (Map.Entry<String, String> source : sources.entrySet()) {
            Path java = folder.resolve("src").resolve(source.getKey());
            Files.createDirectories(Objects.requireNonNull(java.getParent()));
            words.add(Files.writeString(java, source.getValue()).toString());
        }
        if (!sources.isEmpty()) {
            int code = ToolProvider.getSystemJavaCompiler().run(null, null, null, words.toArray(String[]::new));
            assertThat(code).as("javac").isZero();
        }
        Files.createDirectories(Objects.requireNonNull(file.toAbsolutePath().getParent()));
        Manifest entries = new Manifest();
        entries.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.forEach((name, value) -> entries.getMainAttributes().putValue(name, value));
        try (JarOutputStream jar = new JarOutputStream(Files.newOutputStream(file), entries);
                Stream<Path> compiled = Files.walk(classes)) {
            compiled.filter(Files::isRegularFile).sorted().forEach(one -> {
                String path = classes.relativize(one).toString().replace('\\', '/');
                if (!left.test(path)) {
                    add(jar, path, read(one));
                }
            });
            services.forEach((type, name) ->
                    add(jar, "META-INF/services/" + type, (name + "\n").getBytes(StandardCharsets.UTF_8)));
        }
        return file;
    }

    /** Where Crossfire's interfaces are, for javac. */
    private static String core() {
        CodeSource source = FaultKind.class.getProtectionDomain().getCodeSource();
        return Path.of(source.getLocation().getPath()).toString();
    }

    private static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void add(JarOutputStream jar, String path, byte[] content) {
        try {
            jar.putNextEntry(new JarEntry(path));
            jar.write(content);
            jar.closeEntry();
        } catch (IOException unwritable) {
            throw new UncheckedIOException(unwritable);
        }
    }
}
