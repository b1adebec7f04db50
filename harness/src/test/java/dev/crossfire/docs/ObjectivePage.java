package dev.crossfire.docs;

import dev.crossfire.model.Describe;
import dev.crossfire.model.objective.PhaseRef;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.ObjectiveDescription;
import dev.crossfire.spi.ObjectiveKind;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The description of every objective kind, as a page. */
final class ObjectivePage {
    private ObjectivePage() {}

    /** The page's part about kinds, in Markdown. */
    static String kinds(Kinds kinds) {
        return "| kind | what must hold | settings |\n|---|---|---|\n"
                + kinds.objectives().stream()
                        .map(ObjectiveKind::description)
                        .map(ObjectivePage::row)
                        .collect(Collectors.joining())
                + kinds.objectives().stream()
                        .map(ObjectiveKind::description)
                        .map(ObjectivePage::kind)
                        .collect(Collectors.joining());
    }

    private static String row(ObjectiveDescription<?> kind) {
        String settings = components(kind).stream()
                .map(one -> "`" + kebab(one.getName()) + "`")
                .collect(Collectors.joining(", "));
        return "| [`" + kind.name() + "`](#" + kind.name() + ") | " + kind.summary() + " | " + settings + " |\n";
    }

    private static String kind(ObjectiveDescription<?> kind) {
        return "\n## " + kind.name() + "\n\n"
                + sentence(kind.summary()) + "\n\n"
                + "```yaml\n- id: an-example\n  " + kind.example() + "\n```\n\n"
                + (components(kind).isEmpty() ? "" : "| setting | | |\n|---|---|---|\n")
                + components(kind).stream().map(ObjectivePage::setting).collect(Collectors.joining())
                + (components(kind).isEmpty() ? "" : "\n")
                + "| | |\n|---|---|\n"
                + "| measured | " + kind.measures() + " |\n"
                + "| inconclusive when | " + kind.inconclusiveWhen() + " |\n"
                + switch (kind.basis()) {
                    case REQUESTS -> "";
                    case TIMES ->
                        "| not voided by | a load generator that starved or lagged, a gap in the record of"
                                + " requests: it rests on none of them |\n";
                    case COUNTS ->
                        "| not voided by | a load generator that starved or lagged, a clock that was set, a"
                                + " gap in the record of requests: it rests on none of them |\n";
                };
    }

    private static List<RecordComponent> components(ObjectiveDescription<?> kind) {
        return Arrays.asList(kind.settings().getRecordComponents());
    }

    private static String setting(RecordComponent component) {
        Describe about = component.getAnnotation(Describe.class);
        boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class)
                || component.getType() == PhaseRef.class;
        return "| `" + kebab(component.getName()) + "` | "
                + (about == null ? "" : about.value() + "; ") + form(component.getType()) + " | "
                + (optional ? "optional" : "required") + " |\n";
    }

    private static String form(Type type) {
        if (type == Duration.class) {
            return "a duration, such as `10s`";
        }
        if (type == Rate.class) {
            return "a rate, such as `40/s`";
        }
        if (type == Ratio.class) {
            return "a share, such as `5%`";
        }
        if (type == PhaseRef.class) {
            return "`whole`, `spike`, or `before`, `impact` or `after` with a fault's id";
        }
        if (type instanceof Class<?> raw && raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants())
                    .map(one -> "`" + one.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
                    .collect(Collectors.joining(" or "));
        }
        return type == String.class ? "a name" : type == boolean.class ? "`true` or `false`" : "a number";
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
