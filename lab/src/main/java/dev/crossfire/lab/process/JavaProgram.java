package dev.crossfire.lab.process;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * How a program of the lab is run in a small JVM of its own.
 *
 * @param main its main class
 * @param classPath what it is loaded from, without wildcards: an archive of classes fits one spelling only
 * @param archive classes that are mapped instead of loaded, if there are any
 */
public record JavaProgram(String main, String classPath, Optional<Path> archive) {
    private static final Path JAVA = Path.of(System.getProperty("java.home"), "bin", "java");

    private static final List<String> HOT = List.of(
            "dev.crossfire",
            "io.undertow",
            "org.xnio",
            "org.postgresql",
            "com.zaxxer",
            "com.fasterxml",
            "redis.clients");

    /** Returns what starts it. */
    public ChildSpec spec(String name, List<String> arguments, Map<String, String> environment, Path log) {
        return spec(name, arguments, environment, log, archive.map(file -> "-XX:SharedArchiveFile=" + file));
    }

    /** Returns what starts it so that it writes an archive of its classes when it ends. */
    public ChildSpec recording(String name, Map<String, String> environment, Path log, Path target) {
        return spec(name, List.of(), environment, log, Optional.of("-XX:ArchiveClassesAtExit=" + target));
    }

    private ChildSpec spec(
            String name, List<String> arguments, Map<String, String> environment, Path log, Optional<String> sharing) {
        List<String> command = new ArrayList<>(List.of(
                JAVA.toString(),
                "-Xmx32m",
                // By default it begins at a 64th of the memory, and the young generation then grows to what it is
                // given.
                "-Xms16m",
                // Long runs on few cores: a small heap and the client compiler are all a replica needs.
                "-XX:+UseSerialGC",
                "-XX:TieredStopAtLevel=1",
                // As a container ends that has used up its memory: a program that goes on without one of its threads
                // never recovers.
                "-XX:+ExitOnOutOfMemoryError",
                // Mapped where it was written, the class archive is shared by all replicas and needs no patching.
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0"));
        // What will be hot is compiled in the calm before a rush, and not by all replicas at its first moment; for the
        // JDK's own classes, too, that would double what a start costs.
        command.add("-XX:CompileCommand=quiet");
        HOT.forEach(part -> command.add("-XX:CompileCommand=CompileThresholdScaling," + part + ".*::*,0.1"));
        sharing.ifPresent(command::add);
        command.addAll(List.of("-cp", classPath, main));
        command.addAll(arguments);
        Map<String, String> all = new HashMap<>(environment);
        // glibc gives each thread its own arena otherwise, and a replica has many threads.
        all.put("MALLOC_ARENA_MAX", "2");
        return new ChildSpec(name, command, all, log);
    }
}
