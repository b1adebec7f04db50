package dev.crossfire.evidence;

import dev.crossfire.model.Plan;
import dev.crossfire.model.verdict.EvidenceFigures;
import dev.crossfire.model.verdict.EvidenceFigures.EvidenceDamage;
import dev.crossfire.model.verdict.Verdict;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The directory that contains everything of one run, as the table of its files in README.md lists it.
 *
 * @param path the directory
 * @param types of the settings in the plan
 */
public record RunDirectory(Path path, SettingsTypes types) {
    /** A file of the run. */
    public Path file(String name) {
        return path.resolve(name);
    }

    public Path planFile() {
        return file("plan.json");
    }

    public Path journalFile() {
        return file("journal.jsonl");
    }

    /** Written by the guardian alone. */
    public Path guardianFile() {
        return file("guardian.jsonl");
    }

    /** Where a recovery may write; each has a file of its own, so that no two ever write to one. */
    public Path recoveryFile(int number) {
        return file(number == 1 ? "recovery.jsonl" : "recovery-" + number + ".jsonl");
    }

    public Path requestsFile() {
        return file("requests.bin");
    }

    public Path stringsFile() {
        return file("strings.jsonl");
    }

    public Path framesFile() {
        return file("frames.jsonl");
    }

    /** The answers that users got to their writes; written by the load generator alone. */
    public Path clientLedgerFile() {
        return file(LedgerFiles.CLIENT_FILE);
    }

    /** The system's records. */
    public Path systemLedgerFile() {
        return file(LedgerFiles.SYSTEM_FILE);
    }

    /** What was seen from outside. */
    public Path observationsFile() {
        return file("observations.jsonl");
    }

    /** There only when the run is compared with one without faults. */
    public Path controlFile() {
        return file("control.json");
    }

    public Path verdictFile() {
        return file("verdict.json");
    }

    /** Written when the run has ended. */
    public Path manifestFile() {
        return file("manifest.json");
    }

    /** The files that a run writes until it ends, whether they exist or not. */
    List<Path> evidenceFiles() {
        return List.of(
                planFile(),
                journalFile(),
                guardianFile(),
                requestsFile(),
                stringsFile(),
                framesFile(),
                clientLedgerFile(),
                systemLedgerFile(),
                observationsFile());
    }

    /** Evidence that was added after the run's end, by a recovery or a judging. */
    List<Path> laterFiles() {
        List<Path> files = new ArrayList<>();
        for (int i = 1; Files.exists(recoveryFile(i)); i++) {
            files.add(recoveryFile(i));
        }
        if (Files.exists(controlFile())) {
            files.add(controlFile());
        }
        return files;
    }

    /** What was to be done. */
    public Plan plan() throws IOException {
        return JsonDocument.read(planFile(), text -> Json.readPlan(text, types));
    }

    /**
     * Writes down what is to be done, atomically.
     *
     * @throws IOException when it cannot be written
     */
    public void write(Plan plan) throws IOException {
        JsonDocument.write(planFile(), plan);
    }

    /** What was meant, done and seen. */
    public List<JournalEvent> journal() throws IOException {
        return Journal.read(journalFile());
    }

    /** The journal, and those of processes that healed after it, in the order of time. */
    public List<JournalEvent> journals() throws IOException {
        List<JournalEvent> all = new ArrayList<>(journal());
        if (Files.exists(guardianFile())) {
            all.addAll(Journal.read(guardianFile()));
        }
        for (int i = 1; Files.exists(recoveryFile(i)); i++) {
            all.addAll(Journal.read(recoveryFile(i)));
        }
        // Stable: what one writer wrote in one moment keeps its order.
        all.sort(Comparator.comparing(JournalEvent::at));
        return all;
    }

    /**
     * Every request; none when the run ended before it recorded any.
     *
     * @throws IOException when there are requests whose strings are missing or cannot be read
     */
    public RequestSource requests() throws IOException {
        if (!Files.exists(requestsFile())) {
            return RequestSource.NONE;
        }
        if (!Files.exists(stringsFile())) {
            throw new IOException(stringsFile() + " is missing: without it the requests cannot be assigned to cohorts");
        }
        return new RequestReader(requestsFile(), stringsFile());
    }

    /**
     * All evidence that the judge may read. What is damaged is named in it.
     *
     * @throws IOException with every damaged place, when without one of the damaged files nothing can be judged
     */
    public Evidence evidence() throws IOException {
        EvidenceFigures integrity = EvidenceVerification.of(this);
        try {
            List<JournalEvent> journal = Files.exists(journalFile()) ? journals() : List.of();
            return new Evidence(
                    plan(),
                    journal,
                    requests(),
                    control(),
                    new LedgerFiles(path),
                    ObservationLog.reading(observationsFile()),
                    integrity);
        } catch (IOException unreadable) {
            throw integrity.damage().isEmpty() ? unreadable : damaged(integrity, unreadable);
        }
    }

    private IOException damaged(EvidenceFigures integrity, IOException unreadable) {
        return new IOException(
                "the evidence in " + path + " cannot be judged: "
                        + integrity.damage().stream().map(EvidenceDamage::text).collect(Collectors.joining("; ")),
                unreadable);
    }

    private @Nullable ControlRun control() throws IOException {
        return Files.exists(controlFile())
                ? JsonDocument.read(controlFile(), text -> Json.read(text, ControlRun.class))
                : null;
    }

    /**
     * Writes down the run without faults that this one is compared with, atomically.
     *
     * @throws IOException when it cannot be written
     */
    public void write(ControlRun control) throws IOException {
        JsonDocument.write(controlFile(), control);
    }

    /** The verdict. */
    public Verdict verdict() throws IOException {
        return JsonDocument.read(verdictFile(), text -> Json.read(text, Verdict.class));
    }

    /**
     * Writes the verdict, atomically.
     *
     * @throws IOException when it cannot be written; an older one is left as it was
     */
    public void write(Verdict verdict) throws IOException {
        JsonDocument.write(verdictFile(), verdict);
    }
}
