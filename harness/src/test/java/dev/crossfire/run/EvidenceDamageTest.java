package dev.crossfire.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.EvidenceVerification;
import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.fake.FakeRun;
import dev.crossfire.fake.RecordedRun;
import dev.crossfire.model.verdict.EvidenceFigures;
import dev.crossfire.model.verdict.EvidenceFigures.EvidenceDamage;
import dev.crossfire.model.verdict.EvidenceFigures.EvidenceDamage.DamageKind;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever happens to a file of a run's evidence is found, and named with the file and the place. */
class EvidenceDamageTest {
    private static final Kinds KINDS = new Kinds(List.of(), List.of(), List.of());
    private static final long SEED = 20261122;
    private static final int FLIPS = 150;
    /** Bytes of a block of requests; a line or a document is as long as it is. */
    private static final int BLOCK = 4096;

    @TempDir
    Path directory;

    private RunDirectory run;

    @BeforeEach
    void record() throws IOException {
        run = RecordedRun.writeEveryFile(directory.resolve("run"), FakeRun.plan(), KINDS);
        assertThat(EvidenceVerification.of(run)).isEqualTo(EvidenceFigures.WHOLE);
        assertThat(files()).hasSize(12);
    }

    @Test
    void everyFlippedBitIsNamedWithItsFileAndItsPlace() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            // No manifest has a recovery's journal: without its last line end it is one that a killed recovery cut.
            int bytes = whole.length - (file.equals(run.recoveryFile(1)) ? 1 : 0);
            for (int i = 0; i < FLIPS; i++) {
                // The first and the last bytes for certain, and any between.
                int at = i < 40 ? i % bytes : i < 80 ? bytes - 1 - i % 40 : random.nextInt(bytes);
                flip(file, whole, at, random.nextInt(8));
                EvidenceFigures found = EvidenceVerification.of(run);
                String what = file.getFileName() + ", seed " + SEED + ", byte " + at + ": " + found;
                assertThat(found.damage()).as(what).hasSize(1);
                EvidenceDamage damage = found.damage().get(0);
                assertThat(damage.file()).as(what).isEqualTo(file.getFileName().toString());
                assertThat(damage.atByte())
                        .as(what)
                        .isNotNull()
                        .isBetween(Math.max(0L, at - length(file, whole)), (long) at);
                assertThat(damage.text()).as(what).contains(damage.file() + " ", "at byte " + damage.atByte());
            }
            Files.write(file, whole);
        }
    }

    /** How far before a flipped bit its record can begin at most. */
    private static int length(Path file, byte[] whole) {
        String name = file.getFileName().toString();
        if (name.endsWith(".json")) {
            return whole.length;
        }
        int longest = 0;
        int start = 0;
        for (int i = 0; i < whole.length; i++) {
            if (whole[i] == '\n') {
                longest = Math.max(longest, i - start + 1);
                start = i + 1;
            }
        }
        return name.endsWith(".bin") ? BLOCK : longest;
    }

    @Test
    void noFlippedBitLeavesARunThatPasses() throws IOException {
        SplittableRandom random = new SplittableRandom(SEED);
        RunJudging judging = new RunJudging(KINDS);
        assertThat(judging.judge(run).evidence()).isEqualTo(EvidenceFigures.WHOLE);
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            flip(file, whole, random.nextInt(whole.length), random.nextInt(8));
            String name = file.getFileName().toString();
            try {
                Verdict verdict = judging.judge(run);
                assertThat(verdict.outcome()).as(name).isNotEqualTo(RunOutcome.PASS);
                assertThat(verdict.notes()).as(name).anyMatch(note -> note.startsWith(name + " "));
                assertThat(verdict.voided()).as(name).anyMatch(note -> note.startsWith(name + " "));
            } catch (IOException unreadable) {
                assertThat(unreadable).hasMessageContaining(name + " is damaged at byte ");
                assertThat(run.verdictFile()).doesNotExist();
            }
            Files.write(file, whole);
        }
    }

    @Test
    void aFileThatIsCutBetweenTwoRecordsIsNamed() throws IOException {
        for (Path file : files()) {
            byte[] whole = Files.readAllBytes(file);
            for (int length : boundaries(file, whole)) {
                Files.write(file, Arrays.copyOf(whole, length));
                assertThat(EvidenceVerification.of(run).damage())
                        .as("%s, %d bytes", file, length)
                        .containsExactly(
                                new EvidenceDamage(file.getFileName().toString(), DamageKind.CUT, (long) length));
            }
            Files.write(file, whole);
        }
    }

    /** Where records end, but for the last one; a document is a single one. */
    private List<Integer> boundaries(Path file, byte[] whole) {
        List<Integer> ends = new ArrayList<>();
        boolean lines = file.toString().endsWith(".jsonl") && !file.equals(run.recoveryFile(1));
        for (int i = 0; i < whole.length - 1; i++) {
            boolean record = file.equals(run.requestsFile()) && i >= 15 && (i - 15) % 32 == 0 && i % 7 == 0;
            if (record || (lines && whole[i] == '\n')) {
                ends.add(i + 1);
            }
        }
        return ends;
    }

    @Test
    void aFileThatIsMissingAddedLongerOrOfAnotherRunIsNamed() throws IOException {
        byte[] frames = Files.readAllBytes(run.framesFile());
        Files.delete(run.framesFile());
        assertThat(found()).isEqualTo("frames.jsonl is missing");
        Files.write(run.framesFile(), frames);
        Files.writeString(run.framesFile(), "more", StandardOpenOption.APPEND);
        assertThat(found()).isEqualTo("frames.jsonl has bytes after its end at byte " + frames.length);
        Files.write(run.framesFile(), frames);

        byte[] journal = Files.readAllBytes(run.journalFile());
        List<JournalEvent> events = run.journal();
        Files.delete(run.journalFile());
        try (Journal other = new Journal(run.journalFile())) {
            for (JournalEvent event : events.subList(0, events.size() - 1)) {
                other.append(event);
            }
            other.append(new JournalEvent.AllClear(events.get(0).at()));
        }
        assertThat(found()).isEqualTo("journal.jsonl is whole, but not the file that the run wrote");
        Files.write(run.journalFile(), journal);
        assertThat(EvidenceVerification.of(run)).isEqualTo(EvidenceFigures.WHOLE);
    }

    /** As when the machine or the conductor died: nothing is damaged, and nothing says that all is there. */
    @Test
    void aRunWithoutItsEndSaysSoAndDoesNotPass() throws IOException {
        Files.delete(run.manifestFile());
        byte[] requests = Files.readAllBytes(run.requestsFile());
        Files.write(run.requestsFile(), Arrays.copyOf(requests, requests.length - 40));
        assertThat(EvidenceVerification.of(run)).isEqualTo(new EvidenceFigures(false, List.of()));
        Verdict verdict = new RunJudging(KINDS).judge(run);
        assertThat(verdict.outcome()).isNotEqualTo(RunOutcome.PASS);
        assertThat(verdict.notes()).anyMatch(note -> note.startsWith("the run has no end: it wrote no manifest"));
        assertThat(Files.readString(run.file("summary.md"))).contains("The run has no end: it wrote no manifest");
    }

    private String found() throws IOException {
        List<EvidenceDamage> damage = EvidenceVerification.of(run).damage();
        assertThat(damage).hasSize(1);
        return damage.get(0).text();
    }

    private static void flip(Path file, byte[] whole, int at, int bit) throws IOException {
        byte[] flipped = whole.clone();
        flipped[at] ^= (byte) (1 << bit);
        Files.write(file, flipped);
    }

    /** Every file of evidence and the manifest. */
    private List<Path> files() throws IOException {
        try (Stream<Path> inside = Files.list(run.path())) {
            return inside.filter(file -> file.toString().matches(".*\\.(json|jsonl|bin)"))
                    .filter(file -> !file.equals(run.verdictFile()))
                    .sorted()
                    .toList();
        }
    }
}
