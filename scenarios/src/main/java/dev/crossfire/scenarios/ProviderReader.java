package dev.crossfire.scenarios;

import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.plan.Pointers;
import dev.crossfire.scenarios.databinding.Binder;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.schema.RecordShape.Field;
import dev.crossfire.scenarios.yaml.YamlNode;
import dev.crossfire.scenarios.yaml.YamlNode.KeyValue;
import dev.crossfire.scenarios.yaml.YamlNode.MappingNode;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.EnvironmentProvider.NoRole;
import dev.crossfire.spi.Kinds;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** Reads what an environment file gives each provider: its section, and what it contributes to the roles. */
final class ProviderReader {
    /** The key of a role's probe. */
    static final String PROBE = "probe";

    private static final String ROLES = "/roles";

    private final List<EnvironmentProvider<?, ?>> providers;
    private final Binder binder;
    private final Problems problems;

    ProviderReader(Kinds kinds, Binder binder, Problems problems) {
        this.providers = inFiles(kinds);
        this.binder = binder;
        this.problems = problems;
    }

    /** The providers that a file may name. */
    static List<EnvironmentProvider<?, ?>> inFiles(Kinds kinds) {
        return kinds.providers().stream().filter(EnvironmentProvider::isInFiles).toList();
    }

    /** The providers that a role may name. */
    static List<EnvironmentProvider<?, ?>> inRoles(Kinds kinds) {
        return inFiles(kinds).stream().filter(ProviderReader::playsRoles).toList();
    }

    private static boolean playsRoles(EnvironmentProvider<?, ?> provider) {
        return provider.role() != NoRole.class;
    }

    /** The keys of the providers' sections. */
    static List<Field> sections(Kinds kinds) {
        return inFiles(kinds).stream()
                .map(provider -> new Field(provider.name(), provider.settings(), false, false, provider.summary()))
                .toList();
    }

    /**
     * Reads all providers that a file names.
     *
     * @param root the file
     * @param sections what was read of the sections, by key; without those that are not in the file or have problems
     * @param roles what each role names
     */
    Map<String, ProviderSettings<?, ?>> read(
            MappingNode root, Map<String, Object> sections, @Nullable Map<String, YamlNode> roles) {
        Map<String, Map<String, Object>> played = played(roles == null ? Map.of() : roles);
        Map<String, ProviderSettings<?, ?>> read = new TreeMap<>();
        for (EnvironmentProvider<?, ?> provider : providers) {
            String name = provider.name();
            Map<String, Object> own = played.getOrDefault(name, Map.of());
            if (root.at(name).isPresent() || !own.isEmpty()) {
                @Nullable
                Object settings = root.at(name).isPresent() ? sections.get(name) : withoutSection(provider, root, own);
                if (settings != null) {
                    read.put(name, new ProviderSettings<>(settings, own));
                }
            }
        }
        return read;
    }

    private @Nullable Object withoutSection(
            EnvironmentProvider<?, ?> provider, MappingNode root, Map<String, Object> roles) {
        RecordShape shape = RecordShape.of(provider.settings());
        if (shape.fields().stream().anyMatch(Field::required)) {
            problems.missing(
                    root.position(),
                    provider.name(),
                    "a mapping with " + MessageText.list(shape.keys()),
                    "it plays the role " + String.join(", ", roles.keySet()));
            return null;
        }
        return shape.newRecord(Map.of());
    }

    /** What plays each role, by provider and role. */
    private Map<String, Map<String, Object>> played(Map<String, YamlNode> roles) {
        List<EnvironmentProvider<?, ?>> players =
                providers.stream().filter(ProviderReader::playsRoles).toList();
        List<Field> keys = new ArrayList<>();
        players.forEach(provider -> keys.add(new Field(provider.name(), YamlNode.class, false, false, null)));
        keys.add(new Field(PROBE, YamlNode.class, false, false, null));
        Map<String, Map<String, Object>> played = new HashMap<>();
        roles.forEach((role, node) -> {
            String pointer = Pointers.under(ROLES, role);
            @Nullable
            MappingNode mapping =
                    binder.mapping(node, keys.stream().map(Field::key).toList());
            if (mapping != null) {
                Map<String, Object> named = binder.bindFields(mapping, keys, List.of(), pointer);
                boolean takesProbe = false;
                for (EnvironmentProvider<?, ?> provider : players) {
                    if (named.get(provider.name()) instanceof YamlNode own) {
                        @Nullable Object value = bind(provider, own, mapping, pointer);
                        if (value != null) {
                            played.computeIfAbsent(provider.name(), first -> new LinkedHashMap<>())
                                    .put(role, value);
                        }
                        takesProbe |=
                                RecordShape.of(provider.role()).field(PROBE).isPresent();
                    }
                }
                check(mapping, players, takesProbe);
            }
        });
        return played;
    }

    private void check(MappingNode role, List<EnvironmentProvider<?, ?>> players, boolean takesProbe) {
        List<String> names = players.stream().map(EnvironmentProvider::name).toList();
        if (names.stream().noneMatch(name -> role.at(name).isPresent())) {
            if (role.keys().stream().allMatch(PROBE::equals)) {
                problems.add(
                        role.position(), "a role that nothing plays", MessageText.oneOf(names) + " with its target");
            }
        } else if (!takesProbe && role.at(PROBE).isPresent()) {
            problems.add(
                    role.at(PROBE).orElseThrow().position(),
                    "a probe",
                    "none: what plays this role is confirmed without one");
        }
    }

    /** What a provider contributes to a role; the probe stands beside it, because the role's providers share it. */
    private @Nullable Object bind(EnvironmentProvider<?, ?> provider, YamlNode node, MappingNode role, String pointer) {
        RecordShape shape = RecordShape.of(provider.role());
        Field probe = shape.field(PROBE).orElse(null);
        List<Field> fields =
                shape.fields().stream().filter(field -> !field.equals(probe)).toList();
        @Nullable
        MappingNode own = binder.mapping(node, fields.stream().map(Field::key).toList());
        if (own == null) {
            return null;
        }
        Map<String, Object> values = new HashMap<>(
                binder.bindFields(own, fields, shape.reserved(), Pointers.under(pointer, provider.name())));
        List<KeyValue> all = new ArrayList<>(own.entries());
        if (probe != null) {
            List<KeyValue> shared = role.entries().stream()
                    .filter(entry -> entry.key().equals(PROBE))
                    .toList();
            values.putAll(
                    binder.bindFields(new MappingNode(role.position(), shared), List.of(probe), List.of(), pointer));
            all.addAll(shared);
        }
        return binder.newRecord(shape, new MappingNode(own.position(), all), values);
    }
}
