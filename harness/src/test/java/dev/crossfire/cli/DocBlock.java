package dev.crossfire.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * A block of code in a page of the documentation.
 *
 * @param line of its first fence, from 1
 * @param language as the fence names it; empty for none
 * @param file what the page calls it; empty when it does not
 * @param text without the indentation of its fence
 */
record DocBlock(String page, int line, String language, String file, String text) {
    private static final Path HOME = Path.of("..");
    private static final String FENCE = "```";

    /** Every page: README, CONTRIBUTING and all in docs. */
    static List<Path> pages() throws IOException {
        try (Stream<Path> docs = Files.walk(HOME.resolve("docs"))) {
            return Stream.concat(Stream.of(HOME.resolve("README.md"), HOME.resolve("CONTRIBUTING.md")), docs)
                    .filter(file -> file.toString().endsWith(".md"))
                    .sorted()
                    .toList();
        }
    }

    /** Every block of every page. */
    static List<DocBlock> all() throws IOException {
        List<DocBlock> blocks = new ArrayList<>();
        for (Path page : pages()) {
            blocks.addAll(of(page));
        }
        return blocks;
    }

    /** Every block of a page in docs. */
    static List<DocBlock> ofPage(String name) throws IOException {
        return of(HOME.resolve("docs").resolve(name));
    }

    private static List<DocBlock> of(Path file) throws IOException {
        List<DocBlock> blocks = new ArrayList<>();
        List<String> lines = Files.readAllLines(file);
        for (int i = 0; i < lines.size(); i++) {
            int indent = lines.get(i).indexOf(FENCE);
            if (!lines.get(i).strip().startsWith(FENCE)) {
                continue;
            }
            int begin = i;
            StringBuilder text = new StringBuilder();
            for (i++; !lines.get(i).strip().equals(FENCE); i++) {
                String line = lines.get(i);
                text.append(line.substring(Math.min(indent, line.length()))).append('\n');
            }
            String[] info = lines.get(begin).strip().substring(FENCE.length()).split(" file=", 2);
            blocks.add(new DocBlock(
                    file.getFileName().toString(),
                    begin + 1,
                    info[0],
                    info.length < 2 ? "" : info[1],
                    text.toString()));
        }
        return blocks;
    }

    boolean isYaml() {
        return language.equals("yaml");
    }

    /** Whether it is a page of a CI system, the only YAML that is not ours. */
    boolean isWorkflow() {
        return isYaml() && text.startsWith("jobs:");
    }

    /** Whether it is a whole file that has a key at its top level. */
    boolean isWhole(String key) {
        return isYaml()
                && text.lines().anyMatch(line -> line.startsWith("crossfire: v1"))
                && text.lines().anyMatch(line -> line.startsWith(key + ":"));
    }

    /** The commands of Crossfire in it, each as its arguments; what a shell would fill in stands for itself. */
    List<List<String>> commands() {
        List<List<String>> commands = new ArrayList<>();
        if (!language.equals("sh") && !isWorkflow()) {
            return commands;
        }
        for (String line : text.replace("\\\n", " ").split("\n", -1)) {
            String plain = line.replaceFirst("(^|\\s)#.*", "");
            for (String part : plain.split("[;|&>]", -1)) {
                int at = (" " + part).replace("./crossfire ", " crossfire ").indexOf(" crossfire ");
                if (at >= 0) {
                    String arguments = part.substring(part.indexOf("crossfire ") + "crossfire ".length());
                    commands.add(
                            List.of(arguments.replaceAll("[\"']", "").strip().split("\\s+", -1)));
                }
            }
        }
        return commands;
    }

    @Override
    public String toString() {
        return page + ":" + line;
    }
}
