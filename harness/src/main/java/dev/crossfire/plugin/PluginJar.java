package dev.crossfire.plugin;

import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Format;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.Plugin;
import dev.crossfire.spi.SpiVersion;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.lang.reflect.InvocationTargetException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.jar.Attributes;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;

/** A jar that is loaded as a plug-in, or refused. */
final class PluginJar {
    /** The manifest's entry with the version of the interfaces that the plug-in was compiled against. */
    static final String SPI = "Crossfire-SPI";

    private static final String SERVICES = "META-INF/services/";

    private static final String COMPILE = "Compile the plug-in against this Crossfire's core, or use the Crossfire that"
            + " it was compiled against.";

    private final Path path;
    private final JarFile jar;
    private final PluginClassLoader loader;

    private PluginJar(Path path, JarFile jar, PluginClassLoader loader) {
        this.path = path;
        this.jar = jar;
        this.loader = loader;
    }

    /** A jar is refused. */
    static final class RefusedException extends Exception {
        private static final long serialVersionUID = 1L;

        private final transient RefusedPlugin refused;

        RefusedException(Path jar, @Nullable String className, String reason, String remedy) {
            super(reason);
            this.refused = new RefusedPlugin(jar, className, reason, remedy);
        }

        RefusedPlugin refused() {
            return refused;
        }
    }

    /**
     * Loads a jar.
     *
     * @throws RefusedException when it is no plug-in for this Crossfire
     */
    static Plugin load(Path path) throws RefusedException {
        try (JarFile jar = new JarFile(path.toFile())) {
            // It stays open as long as this process, because its classes are loaded when they are needed.
            PluginClassLoader loader = new PluginClassLoader(path.toUri().toURL(), PluginJar.class.getClassLoader());
            return new PluginJar(path, jar, loader).plugin();
        } catch (IOException unreadable) {
            throw new RefusedException(
                    path, null, "it cannot be read as a jar: " + unreadable.getMessage(), "Copy it there again.");
        }
    }

    private Plugin plugin() throws RefusedException, IOException {
        @Nullable Manifest manifest = jar.getManifest();
        Attributes attributes = manifest == null ? new Attributes() : manifest.getMainAttributes();
        SpiVersion spi = version(attributes);
        requireNoneOfOurs();
        requireLinks();
        // A service's own type parameter is not known here.
        List<FaultKind<?>> faults = services(FaultKind.class).stream()
                .<FaultKind<?>>map(kind -> kind)
                .toList();
        List<ObjectiveKind<?>> objectives = services(ObjectiveKind.class).stream()
                .<ObjectiveKind<?>>map(kind -> kind)
                .toList();
        List<EnvironmentProvider<?, ?>> providers = services(EnvironmentProvider.class).stream()
                .<EnvironmentProvider<?, ?>>map(kind -> kind)
                .toList();
        List<Format> formats = services(Format.class);
        Plugin plugin = new Plugin(
                name(attributes),
                text(attributes, "Implementation-Version").orElse(""),
                path,
                spi,
                faults,
                objectives,
                providers,
                formats);
        if (faults.isEmpty() && objectives.isEmpty() && providers.isEmpty() && formats.isEmpty()) {
            throw refused(
                    null,
                    "it names no class in " + SERVICES + FaultKind.class.getName()
                            + ", or in the file of another interface",
                    "Name the classes of the plug-in there, one a line.");
        }
        requireDescriptions(plugin);
        return plugin;
    }

    private SpiVersion version(Attributes attributes) throws RefusedException {
        String text = text(attributes, SPI)
                .orElseThrow(
                        () -> refused(
                                null,
                                "its manifest has no " + SPI + ", so it is no plug-in",
                                "A plug-in's manifest has " + SPI + ": " + SpiVersion.CURRENT
                                        + ". A plug-in's library belongs in a folder below, and in the Class-Path of its manifest."));
        SpiVersion version = SpiVersion.parse(text)
                .orElseThrow(() -> refused(
                        null,
                        "its " + SPI + " '" + text + "' is invalid; expected a version as " + SpiVersion.CURRENT,
                        "Correct its manifest."));
        if (!SpiVersion.CURRENT.accepts(version)) {
            throw refused(
                    null,
                    "it was compiled against version " + version + " of the interfaces; this Crossfire has "
                            + SpiVersion.CURRENT,
                    COMPILE);
        }
        return version;
    }

    private void requireNoneOfOurs() throws RefusedException {
        Optional<String> ours = jar.stream()
                .map(ZipEntry::getName)
                .filter(name -> name.startsWith("dev/crossfire/") && name.endsWith(".class"))
                .findFirst();
        if (ours.isPresent()) {
            throw refused(
                    ours.get().replace('/', '.').replaceFirst("[.]class$", ""),
                    "it is Crossfire's own",
                    "Give the dependency on core the scope provided, so that it is not packed into the plug-in.");
        }
    }

    private void requireLinks() throws RefusedException, IOException {
        Optional<LinkCheck.Broken> broken = new LinkCheck(jar, loader).firstBroken();
        if (broken.isPresent()) {
            throw refused(
                    broken.get().className(),
                    broken.get().reason(),
                    COMPILE + " A library that it needs belongs into the jar, or into its manifest's Class-Path.");
        }
    }

    private <T> List<T> services(Class<T> type) throws RefusedException, IOException {
        List<T> found = new ArrayList<>();
        for (String name : names(type)) {
            found.add(made(name, type));
        }
        return found;
    }

    private List<String> names(Class<?> type) throws IOException {
        @Nullable ZipEntry entry = jar.getEntry(SERVICES + type.getName());
        if (entry == null) {
            return List.of();
        }
        try (BufferedReader lines =
                new BufferedReader(new InputStreamReader(jar.getInputStream(entry), StandardCharsets.UTF_8))) {
            return lines.lines()
                    .map(line -> line.replaceFirst("#.*", "").strip())
                    .filter(line -> !line.isEmpty())
                    .distinct()
                    .toList();
        }
    }

    private <T> T made(String name, Class<T> type) throws RefusedException {
        String listed = SERVICES + type.getName() + " names it";
        try {
            Class<?> loaded = Class.forName(name, true, loader);
            if (!type.isAssignableFrom(loaded)) {
                throw refused(name, listed + ", and it does not implement " + type.getName(), COMPILE);
            }
            return type.cast(loaded.getConstructor().newInstance());
        } catch (ClassNotFoundException missing) {
            throw refused(name, listed + ", and the jar does not contain it", "Build the plug-in again.");
        } catch (NoSuchMethodException | IllegalAccessException | InstantiationException hidden) {
            throw refused(
                    name, "it cannot be made", "It must be public, and have a public constructor without parameters.");
        } catch (InvocationTargetException thrown) {
            throw refused(name, "its constructor failed: " + thrown.getCause(), "Report it to the plug-in's author.");
        } catch (LinkageError unlinked) {
            throw refused(name, "it cannot be loaded: " + unlinked, COMPILE);
        }
    }

    /** Names are asked for once here, so that no command meets a plug-in's error in the middle of its work. */
    private void requireDescriptions(Plugin plugin) throws RefusedException {
        List<Object> kinds = new ArrayList<>(plugin.faults());
        kinds.addAll(plugin.objectives());
        kinds.addAll(plugin.providers());
        kinds.addAll(plugin.formats());
        for (Object kind : kinds) {
            try {
                if (name(kind).isBlank()) {
                    throw refused(kind.getClass().getName(), "its name is empty", "Report it to the plug-in's author.");
                }
            } catch (RuntimeException | LinkageError thrown) {
                throw refused(
                        kind.getClass().getName(),
                        "it does not tell its name: " + thrown,
                        "Report it to the plug-in's author.");
            }
        }
    }

    private static String name(Object kind) {
        if (kind instanceof FaultKind<?> fault) {
            return fault.description().name();
        }
        if (kind instanceof ObjectiveKind<?> objective) {
            return objective.description().name();
        }
        return kind instanceof EnvironmentProvider<?, ?> provider ? provider.name() : ((Format) kind).name();
    }

    private String name(Attributes attributes) {
        return text(attributes, "Implementation-Title")
                .orElse(String.valueOf(path.getFileName()).replaceFirst("(-\\d.*)?[.]jar$", ""));
    }

    private static Optional<String> text(Attributes attributes, String name) {
        return Optional.ofNullable(attributes.getValue(name)).filter(value -> !value.isBlank());
    }

    private RefusedException refused(@Nullable String className, String reason, String remedy) {
        return new RefusedException(path, className, reason, remedy);
    }
}
