package dev.crossfire.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.junit.scenario.DrillFault;
import dev.crossfire.junit.scenario.DrillObjective;
import dev.crossfire.scenarios.ScenarioReader;
import dev.crossfire.scenarios.ScenarioReader.ScenarioReading;
import dev.crossfire.scenarios.language.FaultPart;
import dev.crossfire.scenarios.language.LoadPart;
import dev.crossfire.scenarios.language.ScenarioDocument;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.schema.RecordShape.Field;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultDescription.DurationRule;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveKind;
import java.time.Duration;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What Java builds reads as what a hand writes: every key of the language, every kind with every setting. */
class ScenarioInJavaTest {
    private static final Kinds KINDS = Kinds.load();
    private static final int TRIALS = 12;

    /** Of a kind, until each of its optional settings was in a valid scenario. */
    private static final int LEAST_TRIALS = 4;

    private static final int MOST_TRIALS = 200;
    private static final long SEED = 15;
    private static final String PAUSE = "kind: process-pause, duration: 9s";

    private final ScenarioReader reader = new ScenarioReader(KINDS, name -> Optional.empty());
    private final Random random = new Random(SEED);

    @Test
    void everyObjectiveKind() throws ReflectiveOperationException {
        for (ObjectiveKind<?> kind : KINDS.objectives()) {
            ObjectiveDescription<?> description = kind.description();
            RecordShape shape = RecordShape.of(description.settings());
            Set<String> seen = new TreeSet<>();
            for (int i = 0; isOpen(i, seen, shape); i++) {
                RandomSettings settings = new RandomSettings(random);
                DrillObjective objective = settings.build(DrillObjective.class, description.name(), shape);
                RandomScenario scenario = base().withFaults(
                                DrillFault.processPause("shop").duration(Duration.ofSeconds(9)), PAUSE)
                        .withObjective(objective, description.name() + ": { " + settings.byHand() + " }");
                if (readsEqual(scenario)) {
                    seen.addAll(settings.optional());
                }
            }
            assertThat(seen).as("optional settings of " + description.name()).containsAll(optional(shape));
        }
    }

    @Test
    void everyFaultKind() throws ReflectiveOperationException {
        for (FaultKind<?> kind : KINDS.faults()) {
            FaultDescription<?> description = kind.description();
            RecordShape shape = RecordShape.of(description.settings());
            Set<String> seen = new TreeSet<>();
            int valid = 0;
            for (int i = 0; isOpen(i, seen, shape); i++) {
                RandomSettings settings = new RandomSettings(random);
                DrillFault fault = settings.build(DrillFault.class, description.name(), shape, "shop");
                String written =
                        "kind: " + description.name() + (settings.byHand().isEmpty() ? "" : ", " + settings.byHand());
                boolean lasts = description.duration() == DurationRule.REQUIRED
                        || (description.duration() == DurationRule.DEPENDS_ON_SETTINGS && random.nextBoolean());
                RandomScenario scenario = base().withFaults(
                                lasts ? fault.duration(Duration.ofSeconds(9)) : fault,
                                lasts ? written + ", duration: 9s" : written)
                        .withObjective(DrillObjective.lostWrites(0), "lost-writes: { at-most: 0 }");
                if (readsEqual(scenario)) {
                    valid++;
                    seen.addAll(settings.optional());
                }
            }
            assertThat(valid).as("valid scenarios with " + description.name()).isPositive();
            assertThat(seen).as("optional settings of " + description.name()).containsAll(optional(shape));
        }
    }

    @Test
    void faultsThatTheSeedPicks() {
        RandomScenario scenario =
                base().withPick().withObjective(DrillObjective.lostWrites(0), "lost-writes: { at-most: 0 }");
        assertThat(readsEqual(scenario)).isTrue();
    }

    @Test
    void everyKeyOfTheLanguageIsAmongThem() {
        StringBuilder all = new StringBuilder();
        for (int i = 0; i < TRIALS; i++) {
            all.append(base().withFaults(DrillFault.processPause("shop").duration(Duration.ofSeconds(9)), PAUSE)
                    .withObjective(DrillObjective.lostWrites(0), "lost-writes: { at-most: 0 }")
                    .fromJava());
        }
        all.append(base().withPick().fromJava());
        Set<String> missing = new LinkedHashSet<>();
        Stream.of(ScenarioDocument.class, LoadPart.class, FaultPart.class)
                .flatMap(part -> Stream.concat(Stream.of(part), inside(part)))
                .filter(Class::isRecord)
                .forEach(part -> RecordShape.of(part).keys().stream()
                        .filter(key -> !all.toString().contains(key + ":"))
                        .forEach(key -> missing.add(part.getSimpleName() + "." + key)));
        assertThat(missing).isEmpty();
    }

    private RandomScenario base() {
        return new RandomScenario(random).withLoad().withHealth().withLedger();
    }

    private static Stream<Class<?>> inside(Class<?> part) {
        return Arrays.stream(part.getDeclaredClasses()).flatMap(one -> Stream.concat(Stream.of(one), inside(one)));
    }

    private static boolean isOpen(int trials, Set<String> seen, RecordShape shape) {
        return trials < LEAST_TRIALS || (trials < MOST_TRIALS && !seen.containsAll(optional(shape)));
    }

    private static List<String> optional(RecordShape shape) {
        return shape.fields().stream()
                .filter(field -> !field.required())
                .map(Field::key)
                .toList();
    }

    /** Whether both are valid; they are so together, and then are the same scenario, or have the same problems. */
    private boolean readsEqual(RandomScenario scenario) {
        boolean valid = true;
        for (String environment : new String[] {"", "staging"}) {
            @Nullable String named = environment.isEmpty() ? null : environment;
            ScenarioReading java = reader.read(SourceFile.of("java", scenario.fromJava()), named, List.of());
            ScenarioReading hand = reader.read(SourceFile.of("hand", scenario.byHand()), named, List.of());
            String both = "seed " + SEED + "\n" + scenario.fromJava() + "\n" + scenario.byHand();
            // Their texts quote the spelling.
            assertThat(java.problems()).as(both).hasSameSizeAs(hand.problems());
            assertThat(java.scenario()).as(both).isEqualTo(hand.scenario());
            valid &= hand.scenario().isPresent();
        }
        return valid;
    }
}
