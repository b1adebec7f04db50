package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.Limits.Denied;
import dev.crossfire.model.quantity.CountOrShare;
import dev.crossfire.model.quantity.DollarAmount;
import dev.crossfire.plan.Pointers;
import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems.ProblemNotes;
import dev.crossfire.scenarios.problems.ValueOrigins;
import dev.crossfire.scenarios.schema.PartialRecord;
import dev.crossfire.scenarios.schema.RecordShape;
import dev.crossfire.spi.Kinds;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** How much may be broken, as a file writes it. */
public record LimitsPart(
        @Describe("the most zones at one time") @Nullable Integer zones,
        @Describe("the most targets at one time") @Nullable Integer targets,

        @Describe("the most pods of a role at one time, such as 3 or 30%") @Nullable
        CountOrShare pods,

        @Describe("the longest fault") @Nullable Duration duration,

        @Describe("the highest cost of a run, such as 5 USD") @Nullable
        DollarAmount cost,

        @Describe("the allowed fault kinds") @Nullable Set<String> kinds,

        @Describe("targets that no fault may touch") @Nullable
        DenyPart deny)
        implements PartialRecord {
    /** The limits, each with the position at which it is written. */
    public static Limits limits(@Nullable LimitsPart part, String pointer, ValueOrigins origins) {
        if (part == null) {
            return Limits.NONE;
        }
        Map<String, String> positions = new LinkedHashMap<>();
        for (String key : RecordShape.of(LimitsPart.class).keys()) {
            String at = Pointers.under(pointer, key);
            if (origins.isWritten(at)) {
                origins.position(at).ifPresent(position -> positions.put(key, position.toString()));
            }
        }
        return new Limits(
                part.zones(),
                part.targets(),
                part.pods(),
                part.duration(),
                part.cost() == null ? null : part.cost().amount(),
                part.kinds(),
                DenyPart.denied(part.deny()),
                positions);
    }

    /** Notes invalid limits. */
    public static void check(@Nullable LimitsPart part, String pointer, Kinds kinds, ProblemNotes notes) {
        if (part == null) {
            return;
        }
        negative(part.zones(), pointer + "/zones", notes);
        negative(part.targets(), pointer + "/targets", notes);
        List<String> known = kinds.faultNames();
        for (String name : part.kinds() == null ? Set.<String>of() : part.kinds()) {
            if (!known.contains(name)) {
                String found = "the fault kind " + MessageText.quoted(name);
                notes.add(pointer + "/kinds", found, MessageText.oneOf(known), MessageText.didYouMean(name, known));
            }
        }
    }

    private static void negative(@Nullable Integer number, String pointer, ProblemNotes notes) {
        if (number != null && number < 0) {
            notes.add(pointer, "the number " + number, "0 or more", null);
        }
    }

    /** What may not be touched at all, as a file writes it. */
    record DenyPart(
            @Describe("tags that no target may carry, each key=value or key") @Nullable
            Set<String> tags,

            @Describe("namespaces that no target may be in") @Nullable
            Set<String> namespaces)
            implements PartialRecord {
        /** What it denies; nothing where it is left out. */
        static Denied denied(@Nullable DenyPart part) {
            return new Denied(
                    part == null || part.tags() == null ? Set.of() : part.tags(),
                    part == null || part.namespaces() == null ? Set.of() : part.namespaces());
        }
    }
}
