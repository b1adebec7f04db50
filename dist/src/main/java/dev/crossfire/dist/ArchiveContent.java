package dev.crossfire.dist;

import dev.crossfire.cli.Crossfire;
import dev.crossfire.evidence.FileTree;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import picocli.AutoComplete;
import picocli.CommandLine;

/**
 * Fills the folder that becomes the release archive: launcher, programs, their libraries once each, schemas, completion,
 * manual pages, bill of materials and checksums.
 */
public final class ArchiveContent {
    private static final List<String> PROGRAMS = List.of("harness", "lab", "simulations");
    private static final String SCHEMAS = "scenarios/src/main/resources/dev/crossfire/scenarios";

    private final Path checkout;
    private final Path archive;

    private ArchiveContent(Path checkout, Path archive) {
        this.checkout = checkout;
        this.archive = archive;
    }

    /**
     * Fills it anew.
     *
     * @param arguments the checkout, the folder to fill, a file with the class path of all programs, the bill of materials
     */
    public static void main(String[] arguments) throws IOException {
        ArchiveContent content = new ArchiveContent(Path.of(arguments[0]), Path.of(arguments[1]));
        content.fill(Path.of(arguments[2]), Path.of(arguments[3]));
    }

    private void fill(Path classPathFile, Path bill) throws IOException {
        if (!Files.exists(bill)) {
            throw new NoSuchFileException(
                    bill.toString(), null, "Maven writes the bill of materials only online; build without --offline");
        }
        FileTree.delete(archive);
        Files.createDirectories(archive);
        copyPrograms(LibraryFiles.of(Files.readString(classPathFile)));
        copy(checkout.resolve("crossfire"), "crossfire");
        copy(checkout.resolve("LICENSE"), "LICENSE");
        copy(checkout.resolve("dist/src/archive/README.md"), "README.md");
        copy(checkout.resolve("dist/src/archive/plugins.md"), "plugins/README.md");
        copy(bill, "bom.json");
        try (Stream<Path> schemas = Files.list(checkout.resolve(SCHEMAS))) {
            for (Path schema : schemas.filter(file -> file.toString().endsWith(".schema.json"))
                    .toList()) {
                copy(schema, "schemas/" + schema.getFileName());
            }
        }
        describeCommands(Crossfire.described());
        write("SHA256SUMS", Checksums.of(archive));
    }

    /**
     * The harness has the simulations' classes among its libraries, too: there that jar finds no libraries of its own, so
     * that Gatling stays in the load generator's process.
     */
    private void copyPrograms(LibraryFiles files) throws IOException {
        Map<String, Path> libraries = new LinkedHashMap<>();
        for (String program : PROGRAMS) {
            Path jar = files.program(program);
            copy(jar, program + ".jar");
            libraries.putAll(files.librariesOf(jar));
        }
        for (Map.Entry<String, Path> library : libraries.entrySet()) {
            copy(library.getValue(), library.getKey());
        }
    }

    private void describeCommands(CommandLine commands) throws IOException {
        write("completion/crossfire.bash", AutoComplete.bash("crossfire", commands));
        for (Map.Entry<String, String> page : ManPage.ofAll(commands).entrySet()) {
            write("man/man1/" + page.getKey() + ".1", page.getValue());
        }
    }

    private void copy(Path from, String to) throws IOException {
        Files.copy(from, parentOf(to));
    }

    private void write(String to, String text) throws IOException {
        Files.writeString(parentOf(to), text);
    }

    private Path parentOf(String name) throws IOException {
        Path file = archive.resolve(name);
        Files.createDirectories(file.resolveSibling(""));
        return file;
    }
}
