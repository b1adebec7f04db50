package dev.crossfire.fake;

import dev.crossfire.process.Installation;
import java.io.File;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Collectors;
import javax.tools.ToolProvider;

/** Crossfire's programs as processes of their own, played by classes of these tests. */
public final class PlantedInstallation {
    private static final String CLASS_PATH = System.getProperty("java.class.path");

    /** By what plays which program: one test after the other needs the same. */
    private static final Map<String, byte[]> COMPILED = new ConcurrentHashMap<>();

    private PlantedInstallation() {}

    /** Makes one. */
    public static Installation in(Path home, Class<?> lab, Class<?> generator) throws IOException {
        plant(home, "lab", "dev.crossfire.lab", "Lab", lab);
        plant(home, "simulations", "dev.crossfire.simulations", "Generator", generator);
        return new Installation(home, "0.1.0");
    }

    private static void plant(Path home, String module, String room, String name, Class<?> actor) throws IOException {
        Path target = Files.createDirectories(home.resolve(module).resolve("target"));
        String key = name + " " + actor.getName();
        byte[] program = COMPILED.get(key);
        if (program == null) {
            program = compile(target, room, name, actor);
            COMPILED.put(key, program);
        }
        jar(target.resolve(module + "-0.1.0.jar"), entry(room, name), program);
    }

    private static String entry(String room, String name) {
        return room.replace('.', '/') + "/" + name + ".class";
    }

    private static byte[] compile(Path target, String room, String name, Class<?> actor) throws IOException {
        Path source = target.resolve(name + ".java");
        Files.writeString(
                source,
                "package " + room + "; public final class " + name
                        + " { public static void main(String[] given) throws Exception { "
                        + actor.getName().replace('$', '.') + ".main(given); } }");
        int code = ToolProvider.getSystemJavaCompiler()
                .run(null, null, null, "-proc:none", "-cp", CLASS_PATH, "-d", target.toString(), source.toString());
        if (code != 0) {
            throw new IOException("javac ended with " + code);
        }
        return Files.readAllBytes(target.resolve(entry(room, name)));
    }

    private static void jar(Path file, String entry, byte[] content) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.CLASS_PATH, addresses());
        try (OutputStream out = Files.newOutputStream(file);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            jar.putNextEntry(new JarEntry(entry));
            jar.write(content);
        }
    }

    private static String addresses() {
        return Arrays.stream(CLASS_PATH.split(File.pathSeparator, -1))
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Path.of(entry).toUri().toString())
                .collect(Collectors.joining(" "));
    }

    /** The command that runs a main class of these tests with such an installation. */
    public static List<String> command(Installation installation, Class<?> main) {
        return List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Dcrossfire.home=" + installation.home(),
                "-cp",
                CLASS_PATH,
                main.getName());
    }
}
