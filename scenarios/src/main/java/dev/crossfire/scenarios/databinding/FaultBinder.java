package dev.crossfire.scenarios.databinding;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.plan.Pointers;
import dev.crossfire.scenarios.language.FaultPart;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.SourcePosition;
import dev.crossfire.scenarios.problems.ValueOrigins;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.schema.RecordShape.Field;
import dev.crossfire.scenarios.yaml.YamlNode;
import dev.crossfire.scenarios.yaml.YamlNode.MappingNode;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Binds faults: the keys that every fault has, and the settings of its kind. */
public final class FaultBinder {
    private static final RecordShape COMMON = RecordShape.of(FaultPart.class);
    private static final String EXPECTED = "a list of faults, each with " + MessageText.list(COMMON.keys());

    private final Kinds kinds;
    private final Problems problems;
    private final ValueOrigins origins;
    private final Binder binder;

    public FaultBinder(Kinds kinds, Problems problems, ValueOrigins origins) {
        this.kinds = kinds;
        this.problems = problems;
        this.origins = origins;
        this.binder = new Binder(problems, origins);
    }

    public List<BoundFault> bind(YamlNode node) {
        List<BoundFault> faults = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (YamlNode item : binder.listItems(node, COMMON.keys(), EXPECTED)) {
            @Nullable MappingNode mapping = binder.mapping(item, COMMON.keys());
            if (mapping != null) {
                String pointer = Pointers.under("/faults", mapping.text("id").orElse("" + faults.size()));
                faults.add(bindFault(mapping, pointer));
                binder.uniqueId(mapping, pointer, ids);
            }
        }
        return faults;
    }

    private BoundFault bindFault(MappingNode mapping, String pointer) {
        Optional<FaultKind<?>> kind = mapping.text("kind").flatMap(kinds::fault);
        List<Field> fields = new ArrayList<>(COMMON.fields());
        Optional<RecordShape> settings =
                kind.map(known -> RecordShape.of(known.description().settings()));
        settings.ifPresent(shape -> fields.addAll(shape.fields()));
        Map<String, Object> values =
                binder.bindFields(withKnownKeys(mapping, kind.isPresent()), fields, COMMON.reserved(), pointer);
        FaultPart part = (FaultPart) COMMON.newRecord(values);
        if (kind.isEmpty()) {
            noteUnknownKind(part.kind(), pointer);
        }
        return new BoundFault(
                part,
                kind.orElse(null),
                settings.map(shape -> (FaultSettings) binder.newRecord(shape, mapping, values))
                        .orElse(null),
                pointer,
                mapping.position());
    }

    /** Without the settings when the kind is unknown: only the keys that every fault has can be checked. */
    private static MappingNode withKnownKeys(MappingNode mapping, boolean kindIsKnown) {
        if (kindIsKnown || mapping.text("kind").isEmpty()) {
            return mapping;
        }
        return new MappingNode(
                mapping.position(),
                mapping.entries().stream()
                        .filter(entry -> COMMON.field(entry.key()).isPresent()
                                || COMMON.reserved().contains(entry.key()))
                        .toList());
    }

    private void noteUnknownKind(@Nullable String kind, String pointer) {
        if (kind != null) {
            List<String> names = kinds.faultNames();
            origins.position(pointer + "/kind")
                    .ifPresent(position -> problems.add(
                            position,
                            "the fault kind " + MessageText.quoted(kind),
                            MessageText.oneOf(names),
                            MessageText.didYouMean(kind, names)));
        }
    }

    /**
     * A fault as far as it could be read.
     *
     * @param part what every fault has
     * @param kind null when it is unknown
     * @param settings null when they could not be read
     * @param pointer its JSON pointer
     * @param position its position in the file
     */
    public record BoundFault(
            FaultPart part,
            @Nullable FaultKind<?> kind,
            @Nullable FaultSettings settings,
            String pointer,
            SourcePosition position) {
        /** Its name in messages. */
        public String name() {
            return part.id() == null ? "this fault" : part.id();
        }
    }
}
