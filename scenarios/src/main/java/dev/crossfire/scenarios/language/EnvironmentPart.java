package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.scenarios.schema.BoundPart;
import dev.crossfire.scenarios.schema.Key;
import dev.crossfire.scenarios.schema.NamedText;
import dev.crossfire.scenarios.schema.Required;
import dev.crossfire.scenarios.schema.Scalar;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The keys of every environment file, without the settings of its kind. */
public record EnvironmentPart(
        @Required @Describe("the version of this language: v1") @Nullable
        Scalar crossfire,

        @Required @NamedText @Describe("what --env calls it") @Nullable
        String environment,

        @Required @Describe("the kind of environment, as aws") @Nullable
        String kind,

        @Describe("where its users reach the system") @Nullable
        URI baseUrl,

        @Key("protected") @Describe("whether a person must confirm the name before a fault is injected") @Nullable
        Boolean guarded,

        @Describe("how much may be broken") @Nullable LimitsPart limits,

        @Describe("where the system's records can be read") @Nullable
        SystemRecordsPart ledger,

        @Describe("how its alarms reach Crossfire") @Nullable
        AlarmsPart alarms,

        @Describe("the source of its replica and request counts") @Nullable
        MetricsPart metrics)
        implements BoundPart {}
