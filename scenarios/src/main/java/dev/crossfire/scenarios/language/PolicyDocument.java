package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.scenarios.schema.PartialRecord;
import dev.crossfire.scenarios.schema.PartialRecord.AnyScalar;
import dev.crossfire.scenarios.schema.PartialRecord.Identifier;
import dev.crossfire.scenarios.schema.PartialRecord.Required;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of a policy file. */
public record PolicyDocument(
        @Required @Describe("the version of this language: v1") @Nullable
        AnyScalar crossfire,

        @Required @Identifier @Describe("its name in messages") @Nullable
        String policy,

        @Describe("how much may be broken in every environment") @Nullable
        LimitsPart limits,

        @Describe("stricter limits by the environment's name") @Nullable
        Map<String, LimitsPart> environments)
        implements PartialRecord {}
