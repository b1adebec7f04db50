package dev.crossfire.scenarios;

import dev.crossfire.model.Describe;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scenario file; faults, objectives and overlays depend on kinds and are bound by classes of their own. */
@ReservedKeys("use")
record ScenarioPart(
        @Required @Describe("the version of this language: v1") @Nullable
        Scalar crossfire,

        @Required @NamedText @Describe("what the scenario is called") @Nullable
        String name,

        @Describe("what goes wrong, in one line") @Nullable String title,
        @Required @Describe("the traffic") @Nullable LoadPart load,

        @Describe("when a cohort is well; defaults come from the simulation") @Nullable
        Map<String, HealthyPart> healthy,

        @Describe("what must hold before the first fault") @Nullable
        SteadyPart steadyState,

        @Describe("what breaks") @Nullable DocumentTree faults,

        @Describe("how many of the faults are fired, drawn by the seed; all when left out") @Nullable
        Integer pick,

        @Describe("when the run is stopped early") @Nullable List<AbortPart> abortWhen,

        @Describe("how what users were told is compared with what the system holds") @Nullable
        LedgerPart ledger,

        @Required @Describe("what must hold") @Nullable DocumentTree objectives,

        @Describe("what differs in an environment, by the environment's name") @Nullable
        DocumentTree overlays)
        implements BoundPart {}
