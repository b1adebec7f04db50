package dev.crossfire.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.series.probes.EvidenceProbe;
import dev.crossfire.series.probes.FileProbe;
import dev.crossfire.series.probes.ProbeAttempt;
import dev.crossfire.series.probes.ProbeKind;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.opentest4j.TestAbortedException;

/**
 * Attacks on Crossfire that follow from a seed, one kind after the other, for as many minutes as are asked for.
 *
 * <p>Settings: {@code probes.minutes} (10), {@code probes.seed} (1), {@code probes.kinds} which, with commas between
 * (all: files, evidence, kills, resources, sockets), {@code probes.only} one probe, as {@code files/17}, {@code
 * probes.folder} the folder ({@code target/probes}), {@code probes.run} a recorded run that passes, to be damaged.
 */
class Probes {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Kinds KINDS = Kinds.load();
    private static final Duration HANGS_AFTER = Duration.ofMinutes(5);

    private static final String FINDINGS = "findings.txt";
    private static final int SHOWN = 10;

    private final Path folder =
            Path.of(System.getProperty("probes.folder", "target/probes")).toAbsolutePath();
    private final long seed = Long.getLong("probes.seed", 1);
    private final long until = System.nanoTime()
            + Duration.ofMinutes(Long.getLong("probes.minutes", 10)).toNanos();
    private final Map<String, Integer> tried = new LinkedHashMap<>();
    private final Map<String, String> skipped = new LinkedHashMap<>();
    private final List<String> findings = new ArrayList<>();
    private final ExecutorService thread = Executors.newCachedThreadPool(work -> {
        Thread one = new Thread(work, "probe");
        one.setDaemon(true);
        return one;
    });

    @Test
    void nothingBreaks() throws Exception {
        Files.createDirectories(folder);
        System.setProperty("crossfire.home", HOME.toString());
        System.out.println("Probes, seed " + seed);
        try (ProbeLab lab = new ProbeLab(HOME, folder, KINDS)) {
            List<ProbeKind> kinds = List.of(
                    new FileProbe(HOME, KINDS, lab::name),
                    new EvidenceProbe(KINDS, lab::recorded),
                    KillProbe.ofProcesses(HOME, lab, KINDS),
                    new EvidenceProbe(KINDS, lab::recorded),
                    KillProbe.ofSockets(HOME, lab, KINDS),
                    new FileProbe(HOME, KINDS, lab::name),
                    KillProbe.ofResources(HOME, lab, KINDS));
            String only = System.getProperty("probes.only", "");
            if (only.isEmpty()) {
                takeTurns(kinds);
            } else {
                String[] words = only.split("/", -1);
                attempt(kind(kinds, words[0]), Integer.parseInt(words[1]));
            }
        } finally {
            thread.shutdownNow();
        }
        System.out.println(
                "Probes, seed " + seed + ": tried " + tried + ", skipped " + skipped + ", findings " + findings.size());
        assertThat(findings.stream().limit(SHOWN))
                .as("%d findings with seed %d; all are in %s", findings.size(), seed, folder.resolve(FINDINGS))
                .isEmpty();
    }

    private static ProbeKind kind(List<ProbeKind> kinds, String word) {
        return kinds.stream()
                .filter(kind -> kind.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("probes.only: no kind " + word));
    }

    private void takeTurns(List<ProbeKind> kinds) throws Exception {
        List<String> chosen = List.of(System.getProperty("probes.kinds", "files,evidence,kills,resources,sockets")
                .split(",", -1));
        for (String word : chosen) {
            kind(kinds, word);
        }
        while (true) {
            for (ProbeKind kind : kinds) {
                for (int i = 0; i < kind.inARow() && chosen.contains(kind.word()); i++) {
                    if (System.nanoTime() - until >= 0) {
                        return;
                    }
                    attempt(kind, tried.getOrDefault(kind.word(), 0));
                }
            }
        }
    }

    private void attempt(ProbeKind kind, int number) throws Exception {
        tried.merge(kind.word(), 1, Integer::sum);
        ProbeAttempt attempt = new ProbeAttempt(kind.word(), seed, number, folder.resolve(kind.word() + "-" + number));
        List<String> problems = problems(kind, attempt);
        if (problems.isEmpty()) {
            attempt.remove();
        }
        for (String problem : problems) {
            String finding = kind.word() + "/" + number + ": " + problem + "\n    " + attempt.command();
            findings.add(finding);
            System.out.println("FINDING " + finding);
            Files.writeString(
                    folder.resolve(FINDINGS), finding + "\n", StandardOpenOption.CREATE, StandardOpenOption.APPEND);
        }
    }

    private List<String> problems(ProbeKind kind, ProbeAttempt attempt) throws InterruptedException, IOException {
        try {
            return thread.submit(() -> kind.attempt(attempt)).get(HANGS_AFTER.toSeconds(), TimeUnit.SECONDS);
        } catch (TimeoutException hangs) {
            return List.of("it has not ended after " + HANGS_AFTER);
        } catch (ExecutionException broken) {
            if (broken.getCause() instanceof TestAbortedException impossible) {
                skipped.put(kind.word() + "/" + attempt.number(), String.valueOf(impossible.getMessage()));
                attempt.remove();
                return List.of();
            }
            return List.of("it broke with " + broken.getCause());
        }
    }
}
