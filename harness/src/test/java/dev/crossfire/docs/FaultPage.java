package dev.crossfire.docs;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.EnvironmentKind;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.InjectionMethod;
import dev.crossfire.spi.Kinds;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The description of every fault kind, as a page. */
final class FaultPage {
    private FaultPage() {}

    /** The page's part about kinds, in Markdown. */
    static String kinds(Kinds kinds) {
        StringBuilder page = new StringBuilder("| kind | what it does | needs | duration |\n|---|---|---|---|\n");
        for (FaultKind<?> kind : kinds.faults()) {
            page.append("| [`" + kind.name() + "`](#" + kind.name() + ") | " + kind.summary() + " | " + names(kind)
                    + " | " + duration(kind) + " |\n");
        }
        kinds.faults().forEach(kind -> page.append(kind(kind, kinds.environments())));
        return page.toString();
    }

    private static String duration(FaultKind<?> kind) {
        if (kind.lasts()) {
            return kind.alwaysLasts() ? "required" : "required, depending on its settings";
        }
        return "ends by itself";
    }

    private static String kind(FaultKind<?> kind, List<EnvironmentKind<?>> environments) {
        return "\n## " + kind.name() + "\n\n"
                + sentence(kind.summary()) + "\n\n"
                + settings(kind)
                + "| | |\n|---|---|\n"
                + row("needs", "a target with " + names(kind))
                + environments.stream()
                        .map(environment -> row(
                                environment.name().equals("lab") ? "on the lab" : "on " + environment.name(),
                                how(kind, environment)))
                        .collect(Collectors.joining())
                + row("confirmed", kind.confirmedBy())
                + row("cleared", kind.healedBy())
                + environments.stream()
                        .filter(environment -> !permissions(kind, environment).isEmpty())
                        .map(environment -> row("permissions on " + environment.name(), permissions(kind, environment)))
                        .collect(Collectors.joining());
    }

    private static String settings(FaultKind<?> kind) {
        RecordComponent[] components = kind.settings().getRecordComponents();
        if (components.length == 0) {
            return "";
        }
        return "| setting | | |\n|---|---|---|\n"
                + Arrays.stream(components).map(FaultPage::setting).collect(Collectors.joining())
                + "\n";
    }

    private static String setting(RecordComponent component) {
        Describe about = component.getAnnotation(Describe.class);
        boolean optional = component.getAnnotatedType().isAnnotationPresent(Nullable.class);
        return "| `" + kebab(component.getName()) + "` | "
                + (about == null ? "" : about.value() + "; ") + form(component.getGenericType()) + " | "
                + (optional ? "optional" : "required") + " |\n";
    }

    private static String form(Type type) {
        if (type instanceof ParameterizedType generic) {
            return generic.getRawType() == Map.class ? "a mapping" : "a list";
        }
        if (type == Duration.class) {
            return "a duration, as `2s`";
        }
        if (type == Boolean.class) {
            return "`true` or `false`";
        }
        if (type == Rate.class) {
            return "a rate, as `12/min`";
        }
        if (type == Ratio.class) {
            return "a share, as `5%`";
        }
        if (type instanceof Class<?> raw && raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants())
                    .map(one -> "`" + one.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
                    .collect(Collectors.joining(" or "));
        }
        return type == String.class ? "a text" : "a number";
    }

    private static String how(FaultKind<?> kind, EnvironmentKind<?> environment) {
        String ways = ways(kind, environment)
                .map(injectionMethod -> (injectionMethod.type().equals("*") ? "" : "`" + injectionMethod.type() + "`: ")
                        + injectionMethod.how())
                .distinct()
                .collect(Collectors.joining("; "));
        return ways.isEmpty() ? "not offered" : ways;
    }

    private static String permissions(FaultKind<?> kind, EnvironmentKind<?> environment) {
        return ways(kind, environment)
                .flatMap(injectionMethod -> injectionMethod.permissions().stream())
                .distinct()
                .sorted()
                .map(permission -> permission.contains(":") ? "`" + permission + "`" : permission)
                .collect(Collectors.joining(", "));
    }

    private static Stream<InjectionMethod> ways(FaultKind<?> kind, EnvironmentKind<?> environment) {
        return environment.injectionMethods().stream()
                .filter(injectionMethod -> kind.needs().contains(injectionMethod.capability()));
    }

    private static String names(FaultKind<?> kind) {
        return kind.needs().stream()
                .sorted()
                .map(Capability::name)
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(", "));
    }

    private static String row(String name, String text) {
        return "| " + name + " | " + text + " |\n";
    }

    private static String sentence(String words) {
        return Character.toUpperCase(words.charAt(0)) + words.substring(1) + ".";
    }

    private static String kebab(String camel) {
        return camel.replaceAll("([A-Z])", "-$1").toLowerCase(Locale.ROOT);
    }
}
