package dev.crossfire.lab.cache;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Locale;
import org.tukaani.xz.XZInputStream;

/** The servers' programs for this machine, unpacked from the jars they come in. */
public final class Binaries {
    private static final String REDIS_VERSION = "7.0.15";

    private final Cache cache;
    private final Platform platform;

    /** Creates the binaries of a platform. */
    public Binaries(Cache cache, Platform platform) {
        this.cache = cache;
        this.platform = platform;
    }

    /** Returns the home of PostgreSQL, with {@code bin} in it. */
    public Path postgres() throws IOException, InterruptedException {
        URL archive = resource("/postgres-" + platform.os() + "-" + platform.zonkyArch() + ".txz");
        return cache.once(jarName(archive), folder -> untar(archive, folder));
    }

    /** Returns the Redis server program. */
    public Path redis() throws IOException, InterruptedException {
        String name = "redis-server-" + REDIS_VERSION + "-" + platform.os() + "-" + platform.goArch();
        URL program = resource("/" + name);
        return cache.once(name, folder -> {
                    try (InputStream in = program.openStream()) {
                        Path file = folder.resolve("redis-server");
                        Files.copy(in, file);
                        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
                    }
                })
                .resolve("redis-server");
    }

    private URL resource(String name) throws IOException {
        URL found = Binaries.class.getResource(name);
        if (found == null) {
            throw new IOException("no program " + name + " on the class path: the lab runs on Linux and macOS, on"
                    + " x86-64 and arm64; if this is one of them, build the lab on this machine");
        }
        return found;
    }

    /** Archives of several versions have one name; their jars have not. */
    private static String jarName(URL resource) {
        String path = resource.getPath();
        int end = path.indexOf("!/");
        String jar = end < 0 ? path : path.substring(0, end);
        return jar.substring(jar.lastIndexOf('/') + 1).replace(".jar", "");
    }

    /** Java decompresses, because not every Linux has xz; every one has tar, which knows links and modes. */
    private static void untar(URL archive, Path folder) throws IOException, InterruptedException {
        Process tar = new ProcessBuilder("tar", "-xof", "-", "-C", folder.toString())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        try (InputStream in = new XZInputStream(archive.openStream());
                OutputStream out = tar.getOutputStream()) {
            in.transferTo(out);
        } catch (IOException e) {
            tar.destroyForcibly();
            throw new IOException("cannot unpack " + archive + " into " + folder + ": " + e.getMessage(), e);
        }
        int code = tar.waitFor();
        if (code != 0) {
            throw new IOException("tar ended with " + code + " while unpacking " + archive + " into " + folder);
        }
    }

    /**
     * A machine's kind, as spelt in the names of the binaries.
     *
     * @param os {@code linux} or {@code darwin}
     * @param arm whether the processor is a 64-bit ARM, not an x86-64
     */
    public record Platform(String os, boolean arm) {
        /** Returns this machine's. */
        public static Platform here() {
            String os = System.getProperty("os.name").toLowerCase(Locale.ROOT);
            String arch = System.getProperty("os.arch").toLowerCase(Locale.ROOT);
            return new Platform(os.contains("mac") ? "darwin" : "linux", arch.equals("aarch64"));
        }

        String zonkyArch() {
            return arm ? "arm_64" : "x86_64";
        }

        String goArch() {
            return arm ? "arm64" : "amd64";
        }
    }
}
