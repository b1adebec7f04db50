package dev.crossfire.scenarios.schema;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.CountOrShare;
import dev.crossfire.model.quantity.DollarAmount;
import dev.crossfire.model.quantity.DurationText;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.schema.PartialRecord.AnyScalar;
import dev.crossfire.scenarios.schema.PartialRecord.Identifier;
import dev.crossfire.scenarios.yaml.YamlNode.ScalarNode;
import dev.crossfire.scenarios.yaml.YamlNode.ScalarType;
import java.lang.invoke.MethodType;
import java.net.URI;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.regex.Pattern;

/** The formats of all types of single values in the language. */
public final class ValueFormats {
    private static final Pattern IDENTIFIER_PATTERN = Pattern.compile("[A-Za-z][A-Za-z0-9_-]{0,62}");

    /** A text that others refer to; the content of {@link Identifier} components. */
    public static final ValueFormat<String> IDENTIFIER = new ValueFormat<>(
            "a name of letters, digits, '-' and '_', beginning with a letter",
            texts(text -> {
                require(IDENTIFIER_PATTERN.matcher(text).matches());
                return text;
            }),
            SpellingHints::name,
            pattern("^" + IDENTIFIER_PATTERN.pattern() + "$"));

    private static final ValueFormat<String> TEXT = new ValueFormat<>(
            "a string",
            scalar -> {
                require(scalar.type() == ScalarType.TEXT
                        && !scalar.secret()
                        && !scalar.text().isBlank());
                return scalar.text();
            },
            SpellingHints::text,
            schema -> schema.put("type", "string").put("pattern", "\\S"));

    private static final Map<Class<?>, ValueFormat<?>> ALL = Map.ofEntries(
            Map.entry(String.class, TEXT),
            Map.entry(
                    Duration.class,
                    new ValueFormat<>(
                            "a duration, such as 500ms, 10s, 2m or 1h30m",
                            texts(DurationText::parse),
                            SpellingHints::duration,
                            pattern("^(\\s*\\d+(\\.\\d+)?\\s*(ms|s|m|h|d))+\\s*$"))),
            Map.entry(
                    Rate.class,
                    new ValueFormat<>(
                            "a rate, such as 40/s or 1200/min",
                            texts(Rate::parse),
                            SpellingHints::rate,
                            pattern("^\\s*\\d+(\\.\\d+)?\\s*/\\s*(s|min|h)\\s*$"))),
            Map.entry(
                    Ratio.class,
                    new ValueFormat<>(
                            "a ratio, such as 99% or 0.99",
                            texts(Ratio::parse), SpellingHints::ratio, ValueFormats::ratioSchema)),
            Map.entry(
                    PhaseRef.class,
                    new ValueFormat<>(
                            "a phase: whole, spike, or before, impact or after with a fault's id",
                            texts(PhaseRef::parse),
                            SpellingHints::phase,
                            pattern("^(whole|spike|(before|impact|after)\\s+\\S+)$"))),
            Map.entry(
                    DollarAmount.class,
                    new ValueFormat<>(
                            "an amount, such as 5 USD",
                            texts(DollarAmount::parse),
                            SpellingHints::dollars,
                            pattern("^" + DollarAmount.SHAPE.pattern() + "$"))),
            Map.entry(
                    CountOrShare.class,
                    new ValueFormat<>(
                            "a number or a share, such as 3 or 30%",
                            texts(CountOrShare::parse), SpellingHints::none, ValueFormats::portionSchema)),
            Map.entry(
                    URI.class,
                    new ValueFormat<>(
                            "an address, such as https://staging.example.org",
                            texts(ValueFormats::address),
                            SpellingHints::none,
                            pattern("^https?://\\S+$"))),
            Map.entry(
                    Secret.class,
                    new ValueFormat<>(
                            "a secret that is not empty, such as ${secret:NAME}",
                            scalar -> {
                                require(scalar.secret() && !scalar.text().isBlank());
                                return new Secret(scalar.text());
                            },
                            SpellingHints::secret,
                            pattern("\\$\\{secret:[A-Za-z_][A-Za-z0-9_]*\\}"))),
            Map.entry(
                    AnyScalar.class,
                    new ValueFormat<>("a single value", ValueFormats::scalar, SpellingHints::none, schema -> {
                        schema.putArray("type").add("string").add("number").add("boolean");
                    })),
            Map.entry(Integer.class, wholeNumber(Integer::valueOf)),
            Map.entry(Long.class, wholeNumber(Long::valueOf)),
            Map.entry(
                    Double.class,
                    new ValueFormat<>(
                            "a number",
                            numbers(ValueFormats::finite),
                            SpellingHints::none,
                            schema -> schema.put("type", "number"))),
            Map.entry(
                    Boolean.class,
                    new ValueFormat<>(
                            "true or false",
                            scalar -> {
                                require(scalar.type() == ScalarType.TRUTH);
                                return scalar.text().equalsIgnoreCase("true");
                            },
                            SpellingHints::truth,
                            schema -> schema.put("type", "boolean"))));

    private ValueFormats() {}

    /** The format of a type of single value; empty for any other type. */
    public static Optional<ValueFormat<?>> of(Class<?> type) {
        if (type.isEnum()) {
            return Optional.of(choice(type));
        }
        return Optional.ofNullable(ALL.get(boxed(type)));
    }

    private static ValueFormat<Object> choice(Class<?> type) {
        Object[] constants = type.getEnumConstants();
        List<String> names = Arrays.stream(constants).map(ValueFormats::kebab).toList();
        return new ValueFormat<>(
                MessageText.oneOf(names),
                texts(text -> {
                    require(names.contains(text));
                    return constants[names.indexOf(text)];
                }),
                text -> MessageText.didYouMean(text, names),
                schema -> names.forEach(schema.withArray("enum")::add));
    }

    private static String kebab(Object constant) {
        return ((Enum<?>) constant).name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    private static <T> ValueFormat<T> wholeNumber(Function<String, T> parse) {
        return new ValueFormat<>(
                "a whole number", numbers(parse), SpellingHints::none, schema -> schema.put("type", "integer"));
    }

    private static <T> Function<ScalarNode, T> texts(Function<String, T> parse) {
        return scalar -> {
            require(scalar.type() != ScalarType.NOTHING && !scalar.secret());
            return parse.apply(scalar.text());
        };
    }

    private static <T> Function<ScalarNode, T> numbers(Function<String, T> parse) {
        return scalar -> {
            require(scalar.type() == ScalarType.NUMBER);
            return parse.apply(scalar.text());
        };
    }

    private static Double finite(String text) {
        Double number = Double.valueOf(text);
        require(!number.isNaN() && !number.isInfinite());
        return number;
    }

    private static AnyScalar scalar(ScalarNode scalar) {
        require(scalar.type() != ScalarType.NOTHING && !scalar.secret());
        return new AnyScalar(scalar.text());
    }

    private static URI address(String text) {
        URI address = URI.create(text);
        require(address.getHost() != null && List.of("http", "https").contains(address.getScheme()));
        return address;
    }

    private static void require(boolean holds) {
        if (!holds) {
            throw new IllegalArgumentException("not in this format");
        }
    }

    private static Consumer<ObjectNode> pattern(String pattern) {
        return schema -> schema.put("type", "string").put("pattern", pattern);
    }

    private static void ratioSchema(ObjectNode schema) {
        ObjectNode percent = schema.withArray("anyOf").addObject();
        percent.put("type", "string").put("pattern", "^\\s*(100(\\.0+)?|\\d{1,2}(\\.\\d+)?)\\s*%\\s*$");
        schema.withArray("anyOf")
                .addObject()
                .put("type", "number")
                .put("minimum", 0)
                .put("maximum", 1);
    }

    private static void portionSchema(ObjectNode schema) {
        ObjectNode share = schema.withArray("anyOf").addObject();
        share.put("type", "string").put("pattern", "^(\\d{1,6}|\\d{1,3}(\\.\\d+)?\\s*%)$");
        schema.withArray("anyOf").addObject().put("type", "integer").put("minimum", 0);
    }

    private static Class<?> boxed(Class<?> type) {
        return MethodType.methodType(type).wrap().returnType();
    }
}
