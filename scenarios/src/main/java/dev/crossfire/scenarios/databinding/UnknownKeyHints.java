package dev.crossfire.scenarios.databinding;

import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.schema.PartialRecord;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.schema.RecordShape.Field;
import dev.crossfire.scenarios.yaml.YamlNode.KeyValue;
import java.lang.reflect.Type;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Suggests a known key for an unknown one: a similar name, or the term that another tool uses.
 *
 * @param keys that were meant, so that they are not reported as missing, too
 * @param hint what to write
 */
record UnknownKeyHints(List<String> keys, String hint) {
    private static final Pattern PERCENTILE = Pattern.compile("p(\\d{1,2}(?:\\.\\d+)?)");

    /** Other tools' keys, each with Crossfire's in order of preference. */
    private static final Map<String, List<String>> SYNONYMS = Map.ofEntries(
            Map.entry("max", List.of("at-most", "within", "to")),
            Map.entry("maximum", List.of("at-most", "within", "to")),
            Map.entry("limit", List.of("at-most", "within")),
            Map.entry("threshold", List.of("at-most", "at-least", "success")),
            Map.entry("below", List.of("at-most")),
            Map.entry("under", List.of("at-most")),
            Map.entry("less-than", List.of("at-most")),
            Map.entry("min", List.of("at-least")),
            Map.entry("minimum", List.of("at-least")),
            Map.entry("more-than", List.of("at-least")),
            Map.entry("scenario", List.of("cohort", "simulation")),
            Map.entry("fault", List.of("phase")),
            Map.entry("after", List.of("fault", "phase")),
            Map.entry("role", List.of("target")),
            Map.entry("type", List.of("kind")),
            Map.entry("start", List.of("at")),
            Map.entry("time", List.of("at", "duration")),
            Map.entry("length", List.of("duration")),
            Map.entry("rps", List.of("rate")),
            Map.entry("users", List.of("rate", "cohorts", "cohort")),
            Map.entry("users-per-second", List.of("rate")),
            Map.entry("class", List.of("simulation")),
            Map.entry("ratio", List.of("success")),
            Map.entry("slo", List.of("objectives")),
            Map.entry("slos", List.of("objectives")),
            Map.entry("assertions", List.of("objectives")),
            Map.entry("expect", List.of("objectives")),
            Map.entry("chaos", List.of("faults")),
            Map.entry("experiments", List.of("faults")));

    /** Other tools' keys for objectives. */
    private static final Map<String, String> OBJECTIVE_SYNONYMS = Map.of(
            "rto", "recovery-time",
            "recovery", "recovery-time",
            "mttr", "recovery-time",
            "rpo", "recovery-point",
            "errors", "error-ratio",
            "failures", "error-ratio",
            "response-time", "latency",
            "throughput", "goodput",
            "data-loss", "lost-writes");

    /** The setting's key that was probably meant; empty when it cannot be guessed. */
    static Optional<UnknownKeyHints> ofSetting(String written, Collection<String> known) {
        String plain = plain(written);
        Matcher percentile = PERCENTILE.matcher(plain);
        if (percentile.matches() && known.contains("percentile")) {
            List<String> meant = List.of("percentile", "at-most");
            return Optional.of(
                    new UnknownKeyHints(meant, "did you mean percentile: " + percentile.group(1) + " and at-most?"));
        }
        return SYNONYMS.getOrDefault(plain, List.of()).stream()
                .filter(known::contains)
                .findFirst()
                .map(key -> new UnknownKeyHints(
                        List.of(key), "did you mean " + (key.equals("phase") ? "phase: after FAULT" : key) + "?"));
    }

    /** The objective's kind that was probably meant; empty when it cannot be guessed. */
    static Optional<String> ofObjectiveKind(String written, Collection<String> known) {
        String plain = plain(written);
        Matcher percentile = PERCENTILE.matcher(plain);
        if (percentile.matches() && known.contains("latency")) {
            return Optional.of("did you mean latency: { percentile: " + percentile.group(1) + ", at-most: … }?");
        }
        return Optional.ofNullable(OBJECTIVE_SYNONYMS.get(plain))
                .filter(known::contains)
                .map(kind -> "did you mean " + kind + "?");
    }

    /** As keys are written here. */
    private static String plain(String written) {
        return written.strip().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** Notes an unknown key, with the keys that were probably meant. */
    static List<String> note(KeyValue entry, List<Field> fields, List<String> reserved, Problems problems) {
        String found = "the key " + MessageText.quoted(entry.key());
        if (reserved.contains(entry.key())) {
            problems.add(
                    entry.keyPosition(), found, "a file without it", "not yet: it is reserved for a later version");
            return List.of();
        }
        List<String> keys = fields.stream().map(Field::key).toList();
        Optional<String> parent = fields.stream()
                .filter(field -> partHas(field.type(), entry.key()))
                .map(Field::key)
                .findFirst();
        if (parent.isPresent()) {
            problems.add(
                    entry.keyPosition(),
                    found,
                    MessageText.oneOf(keys),
                    "it belongs under " + parent.get() + ", indented");
            return List.of(parent.get());
        }
        UnknownKeyHints meant = ofSetting(entry.key(), keys).orElseGet(() -> MessageText.nearest(entry.key(), keys)
                .map(key -> new UnknownKeyHints(List.of(key), "did you mean " + key + "?"))
                .orElse(null));
        problems.add(entry.keyPosition(), found, MessageText.oneOf(keys), meant == null ? null : meant.hint());
        return meant == null ? List.of() : meant.keys();
    }

    private static boolean partHas(Type type, String key) {
        return type instanceof Class<?> raw
                && PartialRecord.class.isAssignableFrom(raw)
                && RecordShape.of(raw).field(key).isPresent();
    }
}
