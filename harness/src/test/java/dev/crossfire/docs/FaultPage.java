package dev.crossfire.docs;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Describe;
import dev.crossfire.model.quantity.Rate;
import dev.crossfire.model.quantity.Ratio;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.EnvironmentProvider.InjectionMethod;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.Kinds;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The description of every fault kind, as a page. */
final class FaultPage {
    private FaultPage() {}

    /** The page's part about kinds, in Markdown. */
    static String kinds(Kinds kinds) {
        StringBuilder page = new StringBuilder("| kind | what it does | needs | duration |\n|---|---|---|---|\n");
        for (FaultDescription<?> kind : descriptions(kinds)) {
            page.append("| [`" + kind.name() + "`](#" + kind.name() + ") | " + kind.summary() + " | "
                    + names(kind, " or ") + " | " + duration(kind) + " |\n");
        }
        descriptions(kinds).forEach(kind -> page.append(kind(kind, kinds.providers())));
        return page.toString();
    }

    private static String duration(FaultDescription<?> kind) {
        return switch (kind.duration()) {
            case REQUIRED -> "required";
            case DEPENDS_ON_SETTINGS -> "depends on its settings";
            case NONE -> "ends by itself";
        };
    }

    private static List<FaultDescription<?>> descriptions(Kinds kinds) {
        List<FaultDescription<?>> all = new ArrayList<>();
        kinds.faults().forEach(kind -> all.add(kind.description()));
        return all;
    }

    private static String kind(FaultDescription<?> kind, List<EnvironmentProvider<?, ?>> environments) {
        return "\n## " + kind.name() + "\n\n"
                + sentence(kind.summary()) + "\n\n"
                + settings(kind)
                + "| | |\n|---|---|\n"
                + row("needs", "a target with " + names(kind, " or "))
                + environments.stream()
                        .map(environment -> row(
                                environment.name().equals("lab") ? "on the lab" : "on " + environment.name(),
                                how(kind, environment)))
                        .collect(Collectors.joining())
                + row("confirmed", kind.confirmedBy())
                + row("cleared", kind.clearedBy())
                + environments.stream()
                        .filter(environment -> !permissions(kind, environment).isEmpty())
                        .map(environment -> row("permissions on " + environment.name(), permissions(kind, environment)))
                        .collect(Collectors.joining());
    }

    private static String settings(FaultDescription<?> kind) {
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
            return "a duration, such as `2s`";
        }
        if (type == Boolean.class) {
            return "`true` or `false`";
        }
        if (type == Rate.class) {
            return "a rate, such as `12/min`";
        }
        if (type == Ratio.class) {
            return "a share, such as `5%`";
        }
        if (type instanceof Class<?> raw && raw.isEnum()) {
            return Arrays.stream(raw.getEnumConstants())
                    .map(one -> "`" + one.toString().toLowerCase(Locale.ROOT).replace('_', '-') + "`")
                    .collect(Collectors.joining(" or "));
        }
        return type == String.class ? "a string" : "a number";
    }

    private static String how(FaultDescription<?> kind, EnvironmentProvider<?, ?> environment) {
        String ways = ways(kind, environment)
                .map(injectionMethod -> (kind.needs().size() > 1
                                ? "with `" + injectionMethod.capability().name() + "`, "
                                : "")
                        + (injectionMethod.type().equals("*") ? "" : "`" + injectionMethod.type() + "`: ")
                        + injectionMethod.how())
                .distinct()
                .collect(Collectors.joining("; "));
        return ways.isEmpty() ? "not offered: " + reasons(kind, environment) : ways;
    }

    private static String reasons(FaultDescription<?> kind, EnvironmentProvider<?, ?> environment) {
        return kind.needs().stream()
                .sorted()
                .map(capability -> environment.notOffered().get(capability))
                .filter(Objects::nonNull)
                .distinct()
                .collect(Collectors.joining("; "));
    }

    /** Each kind on each provider: what ran there, as {@code tested.properties} records it, or that it is not offered. */
    static String tested(Kinds kinds, Properties tested) {
        List<String> names =
                kinds.providers().stream().map(EnvironmentProvider::name).toList();
        StringBuilder page = new StringBuilder(
                "| kind | " + String.join(" | ", names) + " |\n|---|" + "---|".repeat(names.size()) + "\n");
        for (FaultDescription<?> kind : descriptions(kinds)) {
            page.append("| [`" + kind.name() + "`](#" + kind.name() + ")");
            for (EnvironmentProvider<?, ?> provider : kinds.providers()) {
                String cell = kind.name() + "." + provider.name();
                boolean offered = ways(kind, provider).findAny().isPresent();
                if (offered != tested.containsKey(cell)
                        || (!offered && reasons(kind, provider).isEmpty())) {
                    throw new IllegalStateException("tested.properties: " + cell + " is "
                            + (offered ? "offered, and missing" : "not offered; expected no entry, and a reason"));
                }
                page.append(" | " + (offered ? tested.getProperty(cell) : "–"));
            }
            page.append(" |\n");
        }
        return page.toString();
    }

    private static String permissions(FaultDescription<?> kind, EnvironmentProvider<?, ?> environment) {
        return ways(kind, environment)
                .flatMap(injectionMethod -> injectionMethod.permissions().stream())
                .distinct()
                .sorted()
                .map(permission -> permission.contains(":") ? "`" + permission + "`" : permission)
                .collect(Collectors.joining(", "));
    }

    private static Stream<InjectionMethod> ways(FaultDescription<?> kind, EnvironmentProvider<?, ?> environment) {
        return environment.injectionMethods().stream()
                .filter(injectionMethod -> kind.needs().contains(injectionMethod.capability()));
    }

    private static String names(FaultDescription<?> kind, String between) {
        return kind.needs().stream()
                .sorted()
                .map(Capability::name)
                .map(name -> "`" + name + "`")
                .collect(Collectors.joining(between));
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
