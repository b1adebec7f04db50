package dev.crossfire.series.probes;

import dev.crossfire.cli.CapturedCommand;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;

/** Bits flipped in the evidence of a run, ends cut off, files gone: judging never passes it without saying so. */
public final class EvidenceProbe implements ProbeKind {
    private static final Set<Integer> CONTRACT = Set.of(0, 1, 2, 3, 4, 5);
    private static final String MANIFEST = "manifest.json";

    /** A run that passes, to be damaged in copies. */
    public interface RecordedRun {
        /** Its folder, which stays as it is. */
        Path folder() throws Exception;
    }

    private final Kinds kinds;
    private final RecordedRun recorded;

    public EvidenceProbe(Kinds kinds, RecordedRun recorded) {
        this.kinds = kinds;
        this.recorded = recorded;
    }

    @Override
    public String word() {
        return "evidence";
    }

    @Override
    public int inARow() {
        return 10;
    }

    @Override
    public List<String> attempt(ProbeAttempt attempt) throws Exception {
        SplittableRandom random = attempt.random();
        Path run = attempt.emptyFolder().resolve("run");
        copy(recorded.folder(), run);
        List<Path> evidence = evidence(run);
        Path file = evidence.get(random.nextInt(evidence.size()));
        String damage = damage(file, random);
        String name = file.getFileName().toString();

        CapturedCommand judged = CapturedCommand.run(kinds, "judge", run.toString());
        CapturedCommand reported = CapturedCommand.run(kinds, "report", run.toString());
        List<String> problems = new ArrayList<>(
                PrintedText.problems("judge after " + damage, judged.exitCode(), judged.output(), CONTRACT));
        problems.addAll(
                PrintedText.problems("report after " + damage, reported.exitCode(), reported.output(), CONTRACT));
        if (judged.exitCode() == 0 || !named(run, judged, name)) {
            problems.add(
                    "judge ended with " + judged.exitCode() + " after " + damage + ", expected no pass, and the file");
        }
        Path verdict = run.resolve("verdict.json");
        if (judged.exitCode() != 0
                && Files.exists(verdict)
                && new RunDirectory(run, kinds).verdict().outcome() == RunOutcome.PASS) {
            problems.add("verdict.json says pass after judge ended with " + judged.exitCode() + ", after " + damage);
        }
        return problems;
    }

    private static String damage(Path file, SplittableRandom random) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        String name = file.getFileName().toString();
        int what = bytes.length == 0 ? 0 : random.nextInt(10);
        if (what == 0) {
            Files.delete(file);
            return "the deletion of " + name;
        }
        int at = random.nextInt(bytes.length);
        if (what == 1) {
            Files.write(file, Arrays.copyOf(bytes, at));
            return "the end of " + name + " was cut off at byte " + at + " of " + bytes.length;
        }
        int bit = random.nextInt(8);
        bytes[at] ^= (byte) (1 << bit);
        Files.write(file, bytes);
        return "bit " + bit + " of byte " + at + " of " + name + " was flipped";
    }

    /** Without the manifest the run has no end, and that is what is said. */
    private static boolean named(Path run, CapturedCommand judged, String name) throws IOException {
        Path verdict = run.resolve("verdict.json");
        String said = judged.output() + (Files.exists(verdict) ? Files.readString(verdict) : "");
        return said.contains(name) || (name.equals(MANIFEST) && said.contains("no end"));
    }

    /** What the run vouches for, and the file with which it does so. */
    private static List<Path> evidence(Path run) throws IOException {
        String manifest = Files.readString(run.resolve(MANIFEST));
        try (Stream<Path> files = Files.list(run)) {
            return files.filter(file -> file.endsWith(MANIFEST) || manifest.contains("\"" + file.getFileName() + "\""))
                    .sorted()
                    .toList();
        }
    }

    private static void copy(Path from, Path into) throws IOException {
        Files.createDirectories(into);
        try (Stream<Path> files = Files.list(from)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                Files.copy(file, into.resolve(file.getFileName()));
            }
        }
    }
}
