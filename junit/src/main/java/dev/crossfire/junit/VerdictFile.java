package dev.crossfire.junit;

import com.grack.nanojson.JsonArray;
import com.grack.nanojson.JsonObject;
import com.grack.nanojson.JsonParser;
import com.grack.nanojson.JsonParserException;
import dev.crossfire.junit.DrillVerdict.DrillOutcome;
import dev.crossfire.junit.DrillVerdict.FaultResult;
import dev.crossfire.junit.DrillVerdict.LedgerResult;
import dev.crossfire.junit.DrillVerdict.Measured;
import dev.crossfire.junit.DrillVerdict.ObjectiveResult;
import dev.crossfire.junit.DrillVerdict.PhaseResult;
import dev.crossfire.junit.DrillVerdict.RecoveryResult;
import dev.crossfire.junit.DrillVerdict.Target;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Reads a drill's {@code verdict.json}; keys that it does not know are left out. */
final class VerdictFile {
    private static final String SCHEMA = "crossfire/verdict/v1";

    private VerdictFile() {}

    /**
     * The verdict in a run's folder; empty when the drill ended without one.
     *
     * @throws IOException when it cannot be read, or is no verdict; the message names the file
     */
    static Optional<DrillVerdict> in(Path folder) throws IOException {
        Path file = folder.resolve("verdict.json");
        if (!Files.isRegularFile(file)) {
            return Optional.empty();
        }
        try {
            return Optional.of(verdict(JsonParser.object().from(Files.readString(file)), folder));
        } catch (JsonParserException | DateTimeParseException | IllegalArgumentException damaged) {
            throw new IOException(file + " is no verdict that this version reads: " + damaged.getMessage(), damaged);
        }
    }

    private static DrillVerdict verdict(JsonObject json, Path folder) {
        String schema = string(json, "schema");
        if (!schema.equals(SCHEMA)) {
            throw new IllegalArgumentException("its schema is " + schema + "; expected " + SCHEMA);
        }
        Map<String, String> labels = new TreeMap<>();
        object(json, "labels").forEach((name, value) -> labels.put(name, String.valueOf(value)));
        List<String> notes = new ArrayList<>();
        array(json, "notes").forEach(note -> notes.add(String.valueOf(note)));
        return new DrillVerdict(
                outcome(json),
                (int) count(json, "exitCode"),
                string(json, "scenario"),
                string(json, "environment"),
                string(json, "run"),
                count(json, "seed"),
                list(json, "objectives", VerdictFile::objective),
                list(json, "faults", VerdictFile::fault),
                list(json, "recovery", VerdictFile::recovery),
                list(json, "phases", VerdictFile::phase),
                ledger(object(json, "ledger")),
                notes,
                labels,
                folder);
    }

    private static ObjectiveResult objective(JsonObject json) {
        return new ObjectiveResult(
                string(json, "id"),
                string(json, "kind"),
                text(json, "cohort"),
                text(json, "fault"),
                text(json, "phase"),
                target(object(json, "target")),
                json.get("measured") instanceof JsonObject figure ? measured(figure) : null,
                outcome(json),
                string(json, "why"));
    }

    private static Target target(JsonObject json) {
        return new Target(
                text(json, "text"),
                text(json, "label"),
                number(json, "percentile"),
                text(json, "comparison"),
                number(json, "value"),
                string(json, "unit"),
                json.get("also") instanceof JsonObject second ? target(second) : null);
    }

    private static Measured measured(JsonObject json) {
        Double value = number(json, "value");
        if (value == null) {
            throw missing("measured.value");
        }
        return new Measured(value, number(json, "low"), number(json, "high"), string(json, "unit"));
    }

    private static FaultResult fault(JsonObject json) {
        return new FaultResult(
                string(json, "id"),
                string(json, "kind"),
                string(json, "target"),
                moment(json, "injected"),
                moment(json, "effective"),
                moment(json, "confirmed"),
                moment(json, "cleared"),
                flag(json, "wasConfirmed"),
                flag(json, "wasCleared"),
                json.get("impact") instanceof Boolean impact ? impact : null);
    }

    private static RecoveryResult recovery(JsonObject json) {
        return new RecoveryResult(
                string(json, "fault"),
                string(json, "cohort"),
                string(json, "state"),
                number(json, "seconds"),
                number(json, "low"),
                number(json, "high"),
                count(json, "badRequests"),
                count(json, "errors"),
                string(json, "why"));
    }

    private static PhaseResult phase(JsonObject json) {
        return new PhaseResult(
                text(json, "fault"),
                string(json, "cohort"),
                string(json, "phase"),
                count(json, "requests"),
                count(json, "errors"),
                count(json, "bad"),
                number(json, "errorRatio"),
                number(json, "p50Millis"),
                number(json, "p95Millis"),
                number(json, "p99Millis"));
    }

    private static LedgerResult ledger(JsonObject json) {
        return new LedgerResult(
                whole(json, "acknowledged"), whole(json, "lost"), whole(json, "duplicate"), whole(json, "oversold"));
    }

    /** An outcome that this version does not know must not be taken for another. */
    private static DrillOutcome outcome(JsonObject json) {
        return DrillOutcome.valueOf(string(json, "outcome").toUpperCase(Locale.ROOT));
    }

    private static <T> List<T> list(JsonObject json, String key, Function<JsonObject, T> entry) {
        List<T> entries = new ArrayList<>();
        for (Object one : array(json, key)) {
            if (!(one instanceof JsonObject mapping)) {
                throw missing(key);
            }
            entries.add(entry.apply(mapping));
        }
        return entries;
    }

    private static JsonObject object(JsonObject json, String key) {
        if (json.get(key) instanceof JsonObject mapping) {
            return mapping;
        }
        throw missing(key);
    }

    private static JsonArray array(JsonObject json, String key) {
        if (json.get(key) instanceof JsonArray entries) {
            return entries;
        }
        throw missing(key);
    }

    private static String string(JsonObject json, String key) {
        String value = text(json, key);
        if (value == null) {
            throw missing(key);
        }
        return value;
    }

    private static @Nullable String text(JsonObject json, String key) {
        return json.get(key) instanceof String value ? value : null;
    }

    private static @Nullable Double number(JsonObject json, String key) {
        return json.get(key) instanceof Number value ? value.doubleValue() : null;
    }

    private static @Nullable Long whole(JsonObject json, String key) {
        return json.get(key) instanceof Number value ? value.longValue() : null;
    }

    private static long count(JsonObject json, String key) {
        Long value = whole(json, key);
        if (value == null) {
            throw missing(key);
        }
        return value;
    }

    private static boolean flag(JsonObject json, String key) {
        if (json.get(key) instanceof Boolean value) {
            return value;
        }
        throw missing(key);
    }

    private static @Nullable Instant moment(JsonObject json, String key) {
        String value = text(json, key);
        return value == null ? null : Instant.parse(value);
    }

    private static IllegalArgumentException missing(String key) {
        return new IllegalArgumentException("'" + key + "' is missing or of another type");
    }
}
