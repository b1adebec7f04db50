package dev.crossfire.scenarios;

import dev.crossfire.model.Describe;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A policy file. */
record PolicyPart(
        @Required @Describe("the version of this language: v1") @Nullable
        Scalar crossfire,

        @Required @NamedText @Describe("its name in messages") @Nullable
        String policy,

        @Describe("how much may be broken in every environment") @Nullable
        LimitsPart limits,

        @Describe("stricter limits by the environment's name") @Nullable
        Map<String, LimitsPart> environments)
        implements BoundPart {}
