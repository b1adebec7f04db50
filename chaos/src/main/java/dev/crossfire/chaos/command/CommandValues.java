package dev.crossfire.chaos.command;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * What a command may use, by name: as {@code {delay-ms}} in its arguments and as {@code CROSSFIRE_DELAY_MS} among its
 * variables.
 *
 * <p>Durations are whole milliseconds, and their names end in {@code -ms}; shares are percent, and their names end in
 * {@code -percent}. A setting that the scenario leaves out is empty.
 */
record CommandValues(SortedMap<String, String> all) {
    /** One pair of braces: {@code {{.State}}} is a Go template, as Docker's programs take it. */
    private static final Pattern PLACEHOLDER = Pattern.compile("(?<!\\{)\\{([a-z][a-z0-9-]*)}(?!})");

    CommandValues {
        all = Collections.unmodifiableSortedMap(new TreeMap<>(all));
    }

    /** Those of one fault, without the role. */
    static CommandValues of(String run, String fault, FaultSettings settings, @Nullable Duration duration) {
        SortedMap<String, String> all = new TreeMap<>(ofSettings(settings));
        all.put("run", run);
        all.put("fault", fault);
        all.put("duration-ms", text(duration));
        return new CommandValues(all);
    }

    CommandValues with(String name, String value) {
        SortedMap<String, String> more = new TreeMap<>(all);
        more.put(name, value);
        return new CommandValues(more);
    }

    /** The placeholders of a command that have no value. */
    List<String> unknown(List<String> command) {
        return command.stream()
                .flatMap(word -> PLACEHOLDER.matcher(word).results())
                .map(found -> found.group(1))
                .filter(name -> !all.containsKey(name))
                .map(name -> "{" + name + "}")
                .distinct()
                .toList();
    }

    /** A command with its placeholders replaced; those without a value are empty. */
    List<String> in(List<String> command) {
        return command.stream()
                .map(word -> PLACEHOLDER
                        .matcher(word)
                        .replaceAll(found -> Matcher.quoteReplacement(all.getOrDefault(found.group(1), ""))))
                .toList();
    }

    private static SortedMap<String, String> ofSettings(FaultSettings settings) {
        SortedMap<String, String> values = new TreeMap<>();
        RecordComponent @Nullable [] components = settings.getClass().getRecordComponents();
        // A plug-in's settings may be another class; its commands are given run, fault and duration alone.
        for (RecordComponent component : components == null ? new RecordComponent[0] : components) {
            String suffix = component.getType() == Duration.class
                    ? "-ms"
                    : component.getType() == Ratio.class
                            ? "-percent"
                            : component.getType() == Rate.class ? "-per-second" : "";
            String name = component.getName().replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT) + suffix;
            values.put(name, text(value(settings, component)));
        }
        return values;
    }

    private static @Nullable Object value(FaultSettings settings, RecordComponent component) {
        try {
            Method accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(settings);
        } catch (ReflectiveOperationException hidden) {
            throw new IllegalStateException(component + " of a fault's settings cannot be read", hidden);
        }
    }

    private static String text(@Nullable Object value) {
        if (value == null) {
            return "";
        }
        if (value instanceof Duration duration) {
            return Long.toString(duration.toMillis());
        }
        if (value instanceof Ratio share) {
            // As a scenario has it: in percent.
            return share.toString().replace("%", "").trim();
        }
        if (value instanceof Rate rate) {
            return rate.toString().replace("/s", "");
        }
        return value instanceof Enum<?> one
                ? one.name().toLowerCase(Locale.ROOT).replace('_', '-')
                : value.toString();
    }
}
