package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A policy file. */
record PolicyPart(
        @Required @About("the version of this language: v1") @Nullable
        Scalar crossfire,

        @Required @Named @About("what messages call it") @Nullable
        String policy,

        @About("how much may be broken in every environment") @Nullable
        LimitsPart limits,

        @About("how much less in some, by the environment's name") @Nullable
        Map<String, LimitsPart> environments)
        implements Part {}
