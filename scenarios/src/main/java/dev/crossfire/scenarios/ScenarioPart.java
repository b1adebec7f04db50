package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scenario file; faults, objectives and overlays depend on kinds and are bound by classes of their own. */
@Reserved("use")
record ScenarioPart(
        @Required @About("the version of this language: v1") @Nullable
        Scalar crossfire,

        @Required @Named @About("what the scenario is called") @Nullable
        String name,

        @About("what goes wrong, in one line") @Nullable String title,
        @Required @About("the traffic") @Nullable LoadPart load,

        @About("when a cohort is well; defaults come from the simulation") @Nullable
        Map<String, WellPart> well,

        @About("what must hold before the first fault") @Nullable
        SteadyPart steadyState,

        @About("what breaks") @Nullable Tree faults,

        @About("how many of the faults are fired, drawn by the seed; all when left out") @Nullable
        Integer draw,

        @About("when the run is stopped early") @Nullable List<AbortPart> abortWhen,

        @About("how what users were told is compared with what the system holds") @Nullable
        LedgerPart ledger,

        @Required @About("what must hold") @Nullable Tree objectives,

        @About("what differs in an environment, by the environment's name") @Nullable
        Tree overlays)
        implements Part {}
