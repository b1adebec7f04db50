package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.scenarios.schema.BoundPart;
import dev.crossfire.scenarios.schema.NamedText;
import dev.crossfire.scenarios.schema.Required;
import dev.crossfire.scenarios.schema.Scalar;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A policy file. */
public record PolicyPart(
        @Required @Describe("the version of this language: v1") @Nullable
        Scalar crossfire,

        @Required @NamedText @Describe("its name in messages") @Nullable
        String policy,

        @Describe("how much may be broken in every environment") @Nullable
        LimitsPart limits,

        @Describe("stricter limits by the environment's name") @Nullable
        Map<String, LimitsPart> environments)
        implements BoundPart {}
