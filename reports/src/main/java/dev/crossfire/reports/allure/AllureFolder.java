package dev.crossfire.reports.allure;

import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.FileTree;
import dev.crossfire.evidence.Json;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.words.Redactor;
import io.qameta.allure.AllureResultsWriteException;
import io.qameta.allure.FileSystemResultsWriter;
import io.qameta.allure.model.Attachment;
import io.qameta.allure.model.TestResult;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.stream.Collectors;

/** A folder of Allure results: one test, its attachments, and what the report's other pages show. */
final class AllureFolder {
    private static final int LONGEST_TEXT = 200;

    private final List<NamedContent> attachments = new ArrayList<>();
    private final Map<String, String> environment = new LinkedHashMap<>();

    private record NamedContent(String name, String type, String ending, String content) {}

    /** Adds a file to the test. */
    void attach(String name, String type, String ending, String content) {
        attachments.add(new NamedContent(name, type, ending, content));
    }

    /** Adds a line to the report's environment. */
    void environment(String name, String value) {
        environment.put(Redactor.text(name, LONGEST_TEXT), Redactor.value(name, value, LONGEST_TEXT));
    }

    /** Replaces a folder; when it cannot be written, none is left. */
    void write(Path folder, TestResult test, Verdict verdict) throws IOException {
        Path half = folder.resolveSibling(folder.getFileName() + ".part");
        FileTree.delete(half);
        FileTree.delete(folder);
        try {
            Files.createDirectories(half);
            fill(half, test, verdict);
            Files.move(half, folder);
        } catch (AllureResultsWriteException unwritable) {
            throw new IOException(folder + " cannot be written: " + unwritable.getMessage(), unwritable);
        } finally {
            FileTree.delete(half);
        }
    }

    private void fill(Path half, TestResult test, Verdict verdict) throws IOException {
        FileSystemResultsWriter writer = new FileSystemResultsWriter(half);
        List<Attachment> attached = new ArrayList<>();
        for (NamedContent one : attachments) {
            String source = AllureTest.uuid(test.getUuid() + "\n" + one.name()) + "-attachment" + one.ending();
            byte[] content = one.content().getBytes(StandardCharsets.UTF_8);
            writer.write(source, new ByteArrayInputStream(content));
            attached.add(new Attachment()
                    .setName(one.name())
                    .setSource(source)
                    .setType(one.type())
                    .setSize((long) content.length));
        }
        writer.write(test.setAttachments(attached));
        AtomicFile.write(half.resolve("categories.json"), Json.pretty(AllureOutcome.categories()));
        AtomicFile.write(half.resolve("environment.properties"), properties());
        Map<String, String> executor = executor(verdict.labels());
        if (!executor.isEmpty()) {
            AtomicFile.write(half.resolve("executor.json"), Json.pretty(executor));
        }
    }

    /** The CI job that ran it, from the run's labels; empty outside CI. */
    private static Map<String, String> executor(Map<String, String> labels) {
        Map<String, String> executor = new LinkedHashMap<>();
        labels.forEach((name, value) -> {
            String text = Redactor.value(name, value, LONGEST_TEXT);
            switch (name) {
                case "ci" -> {
                    executor.put("name", text);
                    executor.put("type", text.equals("github-actions") ? "github" : text);
                }
                case "ci.build" -> executor.put("buildName", text);
                case "ci.url" -> executor.put("buildUrl", text);
                default -> {}
            }
        });
        if (!executor.containsKey("name")) {
            executor.clear();
        }
        return executor;
    }

    private String properties() throws IOException {
        StringBuilder lines = new StringBuilder();
        for (Map.Entry<String, String> entry : environment.entrySet()) {
            Properties one = new Properties();
            one.setProperty(entry.getKey(), entry.getValue());
            StringWriter stored = new StringWriter();
            one.store(stored, null);
            // It begins with the time of day, which would make each writing another file.
            lines.append(stored.toString()
                    .lines()
                    .filter(line -> !line.startsWith("#"))
                    .collect(Collectors.joining("\n", "", "\n")));
        }
        return lines.toString();
    }
}
