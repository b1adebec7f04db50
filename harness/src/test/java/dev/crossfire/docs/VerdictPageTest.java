package dev.crossfire.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Json;
import dev.crossfire.model.environment.ClusterIdentity;
import dev.crossfire.model.objective.ObjectiveTarget;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.Drills;
import dev.crossfire.model.verdict.EvidenceFigures;
import dev.crossfire.model.verdict.EvidenceFigures.EvidenceDamage;
import dev.crossfire.model.verdict.FaultVerdict;
import dev.crossfire.model.verdict.LedgerFigures;
import dev.crossfire.model.verdict.LedgerFigures.WriteAnomaly;
import dev.crossfire.model.verdict.LoadFigures;
import dev.crossfire.model.verdict.MeasuredFigure;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.model.verdict.PhaseFigures;
import dev.crossfire.model.verdict.Verdict;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The page on {@code verdict.json} names every key of every record, in its order, with its type and whether it may be null. */
class VerdictPageTest {
    private static final Path PAGE = Path.of("../docs/verdict.md");
    private static final String NEVER = "–";

    private static final Map<String, Class<?>> SECTIONS = sections();

    private static Map<String, Class<?>> sections() {
        Map<String, Class<?>> sections = new LinkedHashMap<>();
        sections.put("Verdict", Verdict.class);
        sections.put("Objectives", ObjectiveVerdict.class);
        sections.put("Target", ObjectiveTarget.class);
        sections.put("Measured", MeasuredFigure.class);
        sections.put("Faults", FaultVerdict.class);
        sections.put("Recovery", CohortRecovery.class);
        sections.put("Post-fault impact", CohortRecovery.PostFaultIntervals.class);
        sections.put("Phases", PhaseFigures.class);
        sections.put("User time", PhaseFigures.UserTime.class);
        sections.put("Injector", Verdict.InjectorFigures.class);
        sections.put("Ledger", LedgerFigures.class);
        sections.put("Recovery points", LedgerFigures.RecoveryPoint.class);
        sections.put("Examples", WriteAnomaly.class);
        sections.put("Drills", Drills.class);
        sections.put("Pass share", Drills.ShareEstimate.class);
        sections.put("Drill", Drills.Drill.class);
        sections.put("Recovery over drills", Drills.RecoveryDistribution.class);
        sections.put("Quantiles", Drills.Quantile.class);
        sections.put("Load", LoadFigures.class);
        sections.put("Load findings", LoadFigures.LoadFinding.class);
        sections.put("Evidence", EvidenceFigures.class);
        sections.put("Damage", EvidenceDamage.class);
        sections.put("Cluster", ClusterIdentity.class);
        return sections;
    }

    /** A row of the page's tables. */
    private record KeyRow(String key, String type, String meaning, String nullWhen) {}

    @Test
    void everyKeyIsOnThePageWithItsTypeAndWhenItIsNull() throws IOException {
        Map<String, List<KeyRow>> page = page();
        assertThat(page.keySet()).containsExactlyElementsOf(SECTIONS.keySet());
        SECTIONS.forEach((section, type) -> {
            List<KeyRow> rows = page.getOrDefault(section, List.of());
            RecordComponent[] components = type.getRecordComponents();
            assertThat(rows)
                    .as(section)
                    .extracting(KeyRow::key)
                    .containsExactly(Stream.of(components)
                            .map(component -> "`" + component.getName() + "`")
                            .toArray(String[]::new));
            for (int i = 0; i < components.length; i++) {
                KeyRow row = rows.get(i);
                assertThat(row.type()).as(section + ", " + row.key()).isEqualTo(type(components[i].getType()));
                assertThat(row.meaning()).as(section + ", " + row.key()).isNotBlank();
                assertThat(!row.nullWhen().equals(NEVER))
                        .as(section + ", " + row.key() + " may be null")
                        .isEqualTo(components[i].getAnnotatedType().isAnnotationPresent(Nullable.class));
            }
        });
    }

    @Test
    void everyRecordThatAVerdictContainsHasASection() {
        Set<Class<?>> reached = new HashSet<>();
        collect(Verdict.class, reached);
        assertThat(reached).containsExactlyInAnyOrderElementsOf(SECTIONS.values());
    }

    private static void collect(Type type, Set<Class<?>> reached) {
        if (type instanceof ParameterizedType list) {
            Stream.of(list.getActualTypeArguments()).forEach(one -> collect(one, reached));
        } else if (type instanceof Class<?> one && one.isRecord() && one != PhaseRef.class && reached.add(one)) {
            Stream.of(one.getRecordComponents()).forEach(component -> collect(component.getGenericType(), reached));
        }
    }

    private static String type(Class<?> type) {
        if (type.isEnum()) {
            return words(type);
        }
        if (type == String.class || type == PhaseRef.class) {
            return "string";
        }
        if (type == Instant.class) {
            return "moment";
        }
        if (type == boolean.class || type == Boolean.class) {
            return "true or false";
        }
        if (type == double.class || type == Double.class) {
            return "number";
        }
        if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
            return "integer";
        }
        return type == List.class ? "list" : "object";
    }

    /** Every value, as {@code `pass`, `inconclusive` or `fail`}. */
    private static String words(Class<?> type) {
        List<String> values = new ArrayList<>();
        for (Object value : type.getEnumConstants()) {
            values.add(Json.line(value).replace('"', '`'));
        }
        String last = values.remove(values.size() - 1);
        return values.isEmpty() ? last : String.join(", ", values) + " or " + last;
    }

    private static Map<String, List<KeyRow>> page() throws IOException {
        Map<String, List<KeyRow>> sections = new LinkedHashMap<>();
        List<KeyRow> rows = new ArrayList<>();
        for (String line : Files.readAllLines(PAGE)) {
            if (line.startsWith("##")) {
                rows = new ArrayList<>();
                sections.put(line.replaceFirst("^#+ ", ""), rows);
            } else if (line.startsWith("| `")) {
                String[] cells = line.substring(2, line.length() - 2).split(" \\| ", -1);
                assertThat(cells).as(line).hasSize(4);
                rows.add(new KeyRow(cells[0], cells[1], cells[2], cells[3]));
            }
        }
        return sections;
    }
}
