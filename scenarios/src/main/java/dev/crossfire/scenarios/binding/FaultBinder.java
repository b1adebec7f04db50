package dev.crossfire.scenarios.binding;

import dev.crossfire.model.FaultSettings;
import dev.crossfire.scenarios.language.FaultPart;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Origins;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.SourcePosition;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.scenarios.schema.RecordShape.Field;
import dev.crossfire.scenarios.yaml.DocumentTree;
import dev.crossfire.scenarios.yaml.DocumentTree.Branch;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Kinds;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Reads faults: the keys of all, and the settings of their kind. */
public final class FaultBinder {
    private static final RecordShape COMMON = RecordShape.of(FaultPart.class);
    private static final String WANTED = "a list of faults, each with " + MessageText.list(COMMON.keys());

    private final Kinds kinds;
    private final Problems problems;
    private final Origins origins;
    private final Binder binder;

    public FaultBinder(Kinds kinds, Problems problems, Origins origins) {
        this.kinds = kinds;
        this.problems = problems;
        this.origins = origins;
        this.binder = new Binder(problems, origins);
    }

    public List<BoundFault> bind(DocumentTree tree) {
        List<BoundFault> faults = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (DocumentTree item : binder.items(tree, COMMON.keys(), WANTED)) {
            @Nullable Branch branch = binder.branch(item, COMMON.keys());
            if (branch != null) {
                String pointer = Origins.under("/faults", branch.text("id").orElse("" + faults.size()));
                faults.add(one(branch, pointer));
                binder.uniqueId(branch, pointer, ids);
            }
        }
        return faults;
    }

    private BoundFault one(Branch branch, String pointer) {
        Optional<FaultKind<?>> kind = branch.text("kind").flatMap(kinds::fault);
        List<Field> fields = new ArrayList<>(COMMON.fields());
        Optional<RecordShape> settings = kind.map(known -> RecordShape.of(known.settings()));
        settings.ifPresent(shape -> fields.addAll(shape.fields()));
        Map<String, Object> values = binder.values(known(branch, kind.isPresent()), fields, COMMON.reserved(), pointer);
        FaultPart part = (FaultPart) COMMON.make(values);
        if (kind.isEmpty()) {
            unknownKind(part.kind(), pointer);
        }
        return new BoundFault(
                part,
                kind.orElse(null),
                settings.map(shape -> (FaultSettings) binder.made(shape, branch, values))
                        .orElse(null),
                pointer,
                branch.place());
    }

    /** Of a fault of unknown kind, only what every fault has can be judged. */
    private static Branch known(Branch branch, boolean kindIsKnown) {
        if (kindIsKnown || branch.text("kind").isEmpty()) {
            return branch;
        }
        return new Branch(
                branch.place(),
                branch.entries().stream()
                        .filter(entry -> COMMON.field(entry.key()).isPresent()
                                || COMMON.reserved().contains(entry.key()))
                        .toList());
    }

    private void unknownKind(@Nullable String kind, String pointer) {
        if (kind != null) {
            List<String> names = kinds.faults().stream().map(FaultKind::name).toList();
            origins.place(pointer + "/kind")
                    .ifPresent(place -> problems.add(
                            place,
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
     * @param place its place in the file
     */
    public record BoundFault(
            FaultPart part,
            @Nullable FaultKind<?> kind,
            @Nullable FaultSettings settings,
            String pointer,
            SourcePosition place) {
        /** Its name in messages. */
        public String name() {
            return part.id() == null ? "this fault" : part.id();
        }
    }
}
