package dev.crossfire.simulations;

import dev.crossfire.model.load.Load.JvmOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The command line that starts a load generator with the Java that runs this. */
public final class GeneratorCommand {
    private static final int FIRST_THAT_WARNS_OF_NATIVE_ACCESS = 24;
    private static final int FEW_PROCESSORS = 4;
    private static final int DESCRIBING_MEGABYTES = 512;

    private static final Pattern WORD = Pattern.compile("(?:\"[^\"]*+\"|'[^']*+'|[^\\s\"'])++");

    private GeneratorCommand() {}

    /**
     * The whole command.
     *
     * @param classPath Crossfire's own simulations and Gatling, and the user's classes if there are any
     * @param config the file that {@link GeneratorConfig#write} wrote
     * @param scratch an existing folder for what libraries unpack
     * @param jvm the scenario's own options for Java
     * @param javaOpts the value of {@code JAVA_OPTS}; may be empty
     */
    public static List<String> of(String classPath, Path config, Path scratch, JvmOptions jvm, String javaOpts) {
        return of(java(jvm, javaOpts), classPath, Generator.CONFIG, config, scratch);
    }

    /** The whole command of a generator that only describes its simulation; parameters as for {@link #of}. */
    public static List<String> describing(
            String classPath, Path config, Path scratch, JvmOptions jvm, String javaOpts) {
        List<String> java = java(new JvmOptions(null, jvm.options()), javaOpts);
        java.add("-Xmx" + DESCRIBING_MEGABYTES + "m");
        return of(java, classPath, Generator.DESCRIBE, config, scratch);
    }

    private static List<String> of(List<String> java, String classPath, String mode, Path config, Path scratch) {
        List<String> command = new ArrayList<>(java);
        command.add("-Djava.io.tmpdir=" + scratch);
        command.addAll(List.of("-cp", classPath, Generator.class.getName(), mode, config.toString()));
        return command;
    }

    private static List<String> java(JvmOptions jvm, String javaOpts) {
        List<String> command = new ArrayList<>(java());
        command.addAll(words(javaOpts));
        if (jvm.heap() != null) {
            command.add("-Xmx" + jvm.heap());
        }
        command.addAll(jvm.options());
        return command;
    }

    /** Options as a shell would take them apart: at spaces that are not within quotes. */
    static List<String> words(String options) {
        List<String> words = new ArrayList<>();
        Matcher word = WORD.matcher(options);
        while (word.find()) {
            words.add(word.group().replaceAll("[\"']", ""));
        }
        return words;
    }

    /** The Java program and the options without which this Gatling does not run, or not silently. */
    public static List<String> java() {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        // Gatling copies strings without copying their bytes.
        command.add("--add-opens=java.base/java.lang=ALL-UNNAMED");
        if (Runtime.getRuntime().availableProcessors() <= FEW_PROCESSORS) {
            // The second compiler wakes up when the spike comes, and takes half a core from it for ten seconds.
            command.add("-XX:TieredStopAtLevel=1");
        }
        if (Runtime.version().feature() >= FIRST_THAT_WARNS_OF_NATIVE_ACCESS) {
            // Netty loads a library of its own and reaches into memory by the old way.
            command.add("--enable-native-access=ALL-UNNAMED");
            command.add("--sun-misc-unsafe-memory-access=allow");
        }
        return command;
    }
}
