package dev.crossfire.judge.objective;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.objective.ObjectiveSettings;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.FigureText;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.TargetText;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped objective prints what its settings accept exactly as the user wrote it. */
class TargetsAsWrittenTest {
    private static final int TARGETS = 300;
    /** The settings that say what is acceptable. */
    private static final Set<String> ACCEPTED =
            Set.of("atMost", "atLeast", "within", "clearsWithin", "writes", "margin", "slo", "percentile");
    /** What these accept is not named by their target: the margin of alarms is about faults. */
    private static final Map<String, Set<String>> NOT_PART_OF_THE_TARGET =
            Map.of("false-alarms", Set.of("margin"), "error-budget", Set.of("slo"));

    private final Random random = new Random(20_261_121);

    @SuppressWarnings("rawtypes")
    static Stream<ObjectiveKind> everyKind() {
        List<ObjectiveKind> kinds = new ArrayList<>();
        ServiceLoader.load(ObjectiveKind.class).forEach(kinds::add);
        assertThat(kinds).hasSizeGreaterThan(15);
        return kinds.stream();
    }

    @ParameterizedTest
    @MethodSource("everyKind")
    void everyTargetIsPrintedAsWritten(ObjectiveKind<?> kind) throws ReflectiveOperationException {
        String name = kind.description().name();
        for (int i = 0; i < TARGETS; i++) {
            Map<String, String> written = new LinkedHashMap<>();
            ObjectiveSettings settings = settings(kind.description().settings(), written);
            written.keySet().removeAll(NOT_PART_OF_THE_TARGET.getOrDefault(name, Set.of()));
            String text = TargetText.plain(settings.target());
            assertThat(text).as(name + " of " + settings).isNotBlank();
            assertThat(written.values()).as(text).allMatch(text::contains);
        }
    }

    /** Settings of a kind by chance, and how a user writes those that say what is acceptable. */
    private <S extends ObjectiveSettings> S settings(Class<S> type, Map<String, String> written)
            throws ReflectiveOperationException {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        Object[] values = new Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            Chosen chosen = choose(components[i]);
            values[i] = chosen.value();
            if (ACCEPTED.contains(components[i].getName())) {
                written.put(components[i].getName(), chosen.written());
            }
        }
        var constructor = type.getDeclaredConstructor(types);
        constructor.setAccessible(true);
        return constructor.newInstance(values);
    }

    private record Chosen(Object value, String written) {}

    private Chosen choose(RecordComponent component) {
        Class<?> type = component.getType();
        if (type == Duration.class) {
            Duration duration = Duration.ofMillis(30_000 + random.nextInt(5_000_000));
            return new Chosen(duration, FigureText.written(duration));
        }
        if (type == Ratio.class) {
            BigDecimal percent = BigDecimal.valueOf(50_000 + random.nextInt(49_999), 3);
            return new Chosen(
                    Ratio.parse(percent.toPlainString() + "%"),
                    percent.stripTrailingZeros().toPlainString() + " %");
        }
        if (type == int.class || type == Integer.class) {
            int number = 2 + random.nextInt(1_000_000);
            return new Chosen(number, String.valueOf(number));
        }
        if (type == double.class) {
            BigDecimal number = BigDecimal.valueOf(10_001 + random.nextInt(980_000), 4);
            return new Chosen(number.doubleValue(), number.stripTrailingZeros().toPlainString());
        }
        if (type == Rate.class) {
            return new Chosen(new Rate(100), "100");
        }
        if (type == String.class) {
            return new Chosen("buyers", "buyers");
        }
        if (type == PhaseRef.class) {
            return new Chosen(PhaseRef.WHOLE, "");
        }
        throw new AssertionError("no value for a setting of type " + type + "; teach this test to choose one");
    }
}
