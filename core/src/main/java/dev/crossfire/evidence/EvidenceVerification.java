package dev.crossfire.evidence;

import com.fasterxml.jackson.databind.JsonNode;
import dev.crossfire.model.verdict.EvidenceFigures;
import dev.crossfire.model.verdict.EvidenceFigures.EvidenceDamage;
import dev.crossfire.model.verdict.EvidenceFigures.EvidenceDamage.DamageKind;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Compares a run's evidence with its manifest and its checksums.
 *
 * <p>A file that has the manifest's hash is whole. In any other, the first record that does not match its checksum is looked
 * for, so that the place can be named.
 */
public final class EvidenceVerification {
    private final RunDirectory run;
    private final List<EvidenceDamage> damage = new ArrayList<>();

    private EvidenceVerification(RunDirectory run) {
        this.run = run;
    }

    /**
     * Checks every evidence file.
     *
     * @throws IOException when one cannot be read at all
     */
    public static EvidenceFigures of(RunDirectory run) throws IOException {
        return new EvidenceVerification(run).check();
    }

    private EvidenceFigures check() throws IOException {
        @Nullable Manifest manifest = manifest();
        for (Path file : run.evidenceFiles()) {
            file(file, manifest);
        }
        for (Path file : run.laterFiles()) {
            wholeOrCut(file);
        }
        return new EvidenceFigures(manifest != null, damage);
    }

    private @Nullable Manifest manifest() throws IOException {
        Path file = run.manifestFile();
        if (!Files.exists(file)) {
            return null;
        }
        @Nullable EvidenceDamage found = document(file);
        if (found != null) {
            damage.add(found);
            return null;
        }
        return Manifest.read(file);
    }

    private void file(Path file, @Nullable Manifest manifest) throws IOException {
        String name = file.getFileName().toString();
        Optional<Manifest.FileHash> wrote = manifest == null ? Optional.empty() : manifest.file(name);
        if (!Files.exists(file)) {
            wrote.ifPresent(gone -> damage.add(new EvidenceDamage(name, DamageKind.MISSING, null)));
            return;
        }
        if (manifest == null) {
            wholeOrCut(file);
        } else if (wrote.isEmpty()) {
            damage.add(new EvidenceDamage(name, DamageKind.ADDED, null));
        } else if (!Manifest.FileHash.of(file).equals(wrote.get())) {
            long bytes = Files.size(file);
            long shared = Math.min(bytes, wrote.get().bytes());
            damage.add(firstDamage(file)
                    .filter(found -> found.atByte() != null && found.atByte() < shared)
                    .orElse(otherwise(name, bytes, wrote.get().bytes())));
        }
    }

    /** A file whose end is not known: what a killed writer cut is no damage. */
    private void wholeOrCut(Path file) throws IOException {
        firstDamage(file).filter(found -> found.kind() != DamageKind.CUT).ifPresent(damage::add);
    }

    /** What is wrong with a file whose records are all whole. */
    private static EvidenceDamage otherwise(String name, long bytes, long wrote) {
        return bytes == wrote
                ? new EvidenceDamage(name, DamageKind.REPLACED, null)
                : new EvidenceDamage(name, bytes < wrote ? DamageKind.CUT : DamageKind.ADDED, Math.min(bytes, wrote));
    }

    private static Optional<EvidenceDamage> firstDamage(Path file) throws IOException {
        String name = file.getFileName().toString();
        if (name.endsWith(".jsonl")) {
            return Optional.ofNullable(lines(file));
        }
        return Optional.ofNullable(name.endsWith(".json") ? document(file) : requests(file));
    }

    private static @Nullable EvidenceDamage lines(Path file) throws IOException {
        try (JsonLines<JsonNode> lines = new JsonLines<>(file, JsonNode.class)) {
            while (lines.next() != null) {
                // Only what is wrong is of interest.
            }
            return lines.damage();
        }
    }

    private static @Nullable EvidenceDamage document(Path file) throws IOException {
        return JsonDocument.isWhole(file)
                ? null
                : new EvidenceDamage(file.getFileName().toString(), DamageKind.CHANGED, 0L);
    }

    private static @Nullable EvidenceDamage requests(Path file) throws IOException {
        String name = file.getFileName().toString();
        Optional<Long> header = RequestReader.wrongHeaderByte(file);
        if (header.isPresent()) {
            return new EvidenceDamage(name, DamageKind.CHANGED, header.get());
        }
        RequestSource.RequestIntegrity found =
                RequestReader.withoutStrings(file).forEach(request -> {});
        if (found.truncatedAtByte() < 0) {
            return found.ended() ? null : new EvidenceDamage(name, DamageKind.CUT, Files.size(file));
        }
        DamageKind kind = found.ended()
                ? DamageKind.ADDED
                : found.unreadBytes() >= RequestCodec.RECORD_BYTES ? DamageKind.CHANGED : DamageKind.CUT;
        return new EvidenceDamage(name, kind, found.truncatedAtByte());
    }
}
