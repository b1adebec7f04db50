package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.PrintableText;
import dev.crossfire.process.StopSignal;
import dev.crossfire.run.ReportWriter;
import dev.crossfire.spi.Format;
import dev.crossfire.spi.Kinds;
import dev.crossfire.testkit.SampleRun;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Random and nasty texts in files, file names and arguments: nothing of them steers the terminal. */
class ForeignTextTest {
    private static final List<String> NASTY = List.of(
            "\u001b[2J\u001b[31mPASS",
            "\u001b]0;title\u0007",
            "\u009b31m",
            "\u202egnp.tropeR",
            "\u2066x\u2069",
            "\u2028  PASS",
            "\u2029",
            "\u0085",
            "\r  PASS",
            "\b\b\b",
            "\u200b\ufeff",
            "\udb40\udc41",
            "\ud83d",
            "\u061c",
            "\u007f",
            "\t");
    private static final String SCENARIO = """
            crossfire: v1
            name: %s
            title: %s
            load: { simulation: %s, duration: %s, cohorts: { %s: { rate: %s } } }
            healthy: { %s: { within: 1s, success: 95%%, stable-for: 5s } }
            faults:
              - { id: %s, kind: %s, target: %s, at: %s }
            objectives:
              - { id: %s, %s: { cohort: %s, at-most: %s } }
            """;
    private static final List<String> GOOD = List.of(
            "sale",
            "A sale",
            "TicketOpen",
            "60s",
            "buyers",
            "10/s",
            "buyers",
            "f",
            "pod-kill",
            "shop",
            "30s",
            "o",
            "error-ratio",
            "buyers",
            "5%");
    private static final String ENVIRONMENT = """
            crossfire: v1
            environment: %s
            kubernetes: { kubeconfig: %s, namespace: %s }
            roles: { %s: { kubernetes: { deployment: %s } } }
            """;
    private static final int ROUNDS = 60;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final long seed = new Random().nextLong();
    private final Random random = new Random(seed);

    @TempDir
    Path directory;

    private int crossfire(String... arguments) {
        int code = Crossfire.run(
                new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)), new StopSignal(), arguments);
        String printed = out.toString() + err;
        assertThat(printed.codePoints().filter(letter -> letter != '\n' && !PrintableText.isPrintable(letter)))
                .as(
                        "seed %d: %s printed %s",
                        seed, PrintableText.line(String.join(" ", arguments)), PrintableText.line(printed))
                .isEmpty();
        assertThat(err.toString()).doesNotContain("error in Crossfire itself");
        return code;
    }

    private String printed() {
        String printed = out.toString() + err;
        out.getBuffer().setLength(0);
        err.getBuffer().setLength(0);
        return printed;
    }

    private String nasty() {
        StringBuilder text = new StringBuilder("n");
        int parts = 1 + random.nextInt(3);
        for (int i = 0; i < parts; i++) {
            text.append(NASTY.get(random.nextInt(NASTY.size())));
            text.append((char) (random.nextBoolean() ? random.nextInt(0x100) : 0x2000 + random.nextInt(0x70)));
        }
        return text.toString();
    }

    /** As YAML, written raw or with YAML's own escapes, which its reader undoes. */
    private String yaml(String text) {
        if (random.nextInt(4) == 0) {
            return '"' + text.replace("\\", "").replace("\"", "") + '"';
        }
        StringBuilder quoted = new StringBuilder("\"");
        text.chars().forEach(letter -> quoted.append(String.format("\\u%04x", letter)));
        return quoted.append('"').toString();
    }

    private Object[] someNasty(List<String> good) {
        Object[] values = good.toArray();
        for (int i = 0; i < values.length; i++) {
            if (random.nextInt(4) == 0) {
                values[i] = yaml(nasty());
            }
        }
        return values;
    }

    /** A file whose name is nasty, too, as far as this file system has such names. */
    private Path file(String text) throws IOException {
        String name = nasty().replace("/", "").replace("\u0000", "");
        try {
            return Files.writeString(directory.resolve(name + ".yaml"), text);
        } catch (InvalidPathException | IOException impossible) {
            return Files.writeString(directory.resolve("n\u001b[31m\r.yaml"), PrintableText.lines(text));
        }
    }

    @Test
    void filesAndTheirNames() throws IOException {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < ROUNDS; i++) {
            String scenario = file(SCENARIO.formatted(someNasty(GOOD))).toString();
            String environment = file(ENVIRONMENT.formatted(
                            someNasty(List.of("cluster", "/nowhere", "shop", "shop", "web"))))
                    .toString();
            crossfire("check", scenario);
            crossfire("check", scenario, "--env", environment);
            assertThat(crossfire("plan", scenario, "--env", environment)).isNotZero();
            assertThat(crossfire(
                            "run",
                            scenario,
                            "--env",
                            environment,
                            "--out",
                            directory.resolve("run") + nasty().replace("\u0000", "")))
                    .isNotZero();
            all.append(printed());
        }
        assertThat(all.toString()).as("seed %d", seed).contains("\\u001b[", "\\u202e");
    }

    @Test
    void arguments() {
        for (int i = 0; i < ROUNDS; i++) {
            String word = nasty().replace("\u0000", "");
            for (String[] line : new String[][] {
                {word},
                {"check", word},
                {"plan", word, "--set", word + "=" + word},
                {"run", "ticket-open-database-failover", "--set", word, "--env", word},
                {"run", "--" + word},
                {"report", word},
                {"judge", word},
                {"compare", word, word},
                {"export", word},
                {"recover", word},
                {"recover", "--env", word},
                {"lab", "down", word}
            }) {
                assertThat(crossfire(line)).isNotZero();
            }
        }
        assertThat(printed()).as("seed %d", seed).contains("\\u001b[", "\\u202e");
    }

    @Test
    void reports() throws IOException {
        RunDirectory run = SampleRun.HOSTILE.write(directory.resolve("run\u001b[31m\r"));

        List<Format> formats = new ReportWriter(Kinds.load()).formats(List.of("html", "summary"));
        assertThat(formats).hasSize(2);
        for (Format format : formats) {
            format.write(run);
            assertThat(Files.readString(run.file(format.fileName()))
                            .codePoints()
                            .filter(letter -> letter != '\n' && !PrintableText.isPrintable(letter)))
                    .as(format.fileName())
                    .isEmpty();
        }
        crossfire("report", run.path().toString());
        crossfire("judge", run.path().toString());

        assertThat(printed()).contains("\\u001b[31m\\r");
    }
}
