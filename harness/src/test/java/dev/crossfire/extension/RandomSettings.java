package dev.crossfire.extension;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.schema.RecordShape.Field;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Random settings of a kind, given to the methods that Java has for it and written by hand. */
final class RandomSettings {
    private final Random random;
    private final List<String> byHand = new ArrayList<>();
    private final Set<String> given = new TreeSet<>();

    RandomSettings(Random random) {
        this.random = random;
    }

    /** A value as a method takes it and as a file has it. */
    private record Value(Object java, String yaml) {}

    /** What the hand writes, as {@code cohort: buyers, at-most: 10s}. */
    String byHand() {
        return String.join(", ", byHand);
    }

    /** The optional settings that were given. */
    Set<String> optional() {
        return given;
    }

    /**
     * Calls the method of a kind with the settings that it requires, and then those of some optional ones.
     *
     * @param first of its arguments, before the settings
     */
    <T> T build(Class<T> type, String kind, RecordShape shape, Object... first) throws ReflectiveOperationException {
        Method factory = method(type, camel(kind));
        List<Field> required = shape.fields().stream().filter(Field::required).toList();
        Parameter[] parameters = factory.getParameters();
        assertThat(Arrays.stream(parameters).skip(first.length).map(Parameter::getName))
                .as("parameters of " + factory)
                .containsExactlyInAnyOrderElementsOf(
                        required.stream().map(field -> camel(field.key())).toList());
        List<Object> arguments = new ArrayList<>(List.of(first));
        for (int i = first.length; i < parameters.length; i++) {
            Parameter parameter = parameters[i];
            arguments.add(next(required.stream()
                    .filter(field -> camel(field.key()).equals(parameter.getName()))
                    .findFirst()
                    .orElseThrow()));
        }
        T built = type.cast(factory.invoke(null, arguments.toArray()));
        for (Field field : shape.fields()) {
            if (!field.required() && random.nextBoolean()) {
                given.add(field.key());
                method(type, camel(field.key())).invoke(built, next(field));
            }
        }
        return built;
    }

    private static Method method(Class<?> type, String name) {
        List<Method> found = Arrays.stream(type.getMethods())
                .filter(method -> method.getName().equals(name))
                .toList();
        assertThat(found).as(type.getSimpleName() + "." + name).hasSize(1);
        return found.get(0);
    }

    private Object next(Field field) {
        Value value = value(field);
        byHand.add(field.key() + ": " + value.yaml());
        return value.java();
    }

    private Value value(Field field) {
        int number = 1 + random.nextInt(8);
        Type type = field.type();
        if (type == Duration.class) {
            // Long enough for every kind.
            return new Value(Duration.ofSeconds(10 + number), (10 + number) + "000ms");
        }
        if (type == Ratio.class) {
            return new Value(number / 10.0, number * 10 + "%");
        }
        if (type == Rate.class && field.key().equals("bytes")) {
            return new Value(number * 1000.0, number * 60_000 + "/min");
        }
        if (type == Rate.class) {
            return new Value((double) number, number * 60 + "/min");
        }
        if (type == PhaseRef.class) {
            String phase = List.of("whole", "spike", "before first", "impact first", "after second")
                    .get(random.nextInt(5));
            return new Value(phase, phase);
        }
        if (type == String.class) {
            String text =
                    switch (field.key()) {
                        case "cohort" -> random.nextBoolean() ? "buyers" : "browsers";
                        case "fault" -> random.nextBoolean() ? "first" : "second";
                        case "action" -> "aws:ecs:stop-task";
                        case "document" -> "arn:aws:ssm:eu-west-1:123456789012:document/Failover" + number;
                        case "template" -> "EXT1a2b3c4d5e6f7" + number;
                        default -> "name-" + number;
                    };
            return new Value(text, text);
        }
        if (type == double.class || type == Double.class) {
            return new Value(number + 0.5, number + ".50");
        }
        if (type == boolean.class || type == Boolean.class) {
            return new Value(number > 4, number > 4 ? "true" : "false");
        }
        if (type instanceof Class<?> one && one.isEnum()) {
            Object[] constants = one.getEnumConstants();
            String text = constants[random.nextInt(constants.length)]
                    .toString()
                    .toLowerCase(Locale.ROOT)
                    .replace('_', '-');
            return new Value(text, text);
        }
        if (type instanceof Class<?>) {
            return new Value((long) number, Integer.toString(number));
        }
        return new Value(Map.of("app", "shop"), "{ app: shop }");
    }

    static String camel(String kebab) {
        StringBuilder camel = new StringBuilder();
        boolean upper = false;
        for (int i = 0; i < kebab.length(); i++) {
            char one = kebab.charAt(i);
            camel.append(upper ? Character.toUpperCase(one) : one);
            upper = one == '-';
        }
        return camel.toString().replace("-", "");
    }
}
