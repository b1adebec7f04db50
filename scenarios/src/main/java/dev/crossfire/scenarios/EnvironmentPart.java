package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** What every environment file has; the settings of its kind stand beside. */
record EnvironmentPart(
        @Required @About("the version of this language: v1") @Nullable
        Scalar crossfire,

        @Required @Named @About("what --env calls it") @Nullable
        String environment,

        @Required @About("what it is, as aws") @Nullable String kind,
        @About("where its users reach the system") @Nullable URI baseUrl,

        @Key("protected") @About("whether a person must confirm by name before anything is broken") @Nullable
        Boolean guarded,

        @About("how much may be broken") @Nullable LimitsPart limits,

        @About("where what users wrote can be read") @Nullable
        BooksPart ledger,

        @About("how its alarms reach us") @Nullable AlarmsPart alarms,

        @About("who counts its replicas and requests") @Nullable
        MetricsPart metrics)
        implements Part {}
