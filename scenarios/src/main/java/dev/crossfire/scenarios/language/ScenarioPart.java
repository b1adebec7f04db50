package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.scenarios.schema.BoundPart;
import dev.crossfire.scenarios.schema.NamedText;
import dev.crossfire.scenarios.schema.Required;
import dev.crossfire.scenarios.schema.ReservedKeys;
import dev.crossfire.scenarios.schema.Scalar;
import dev.crossfire.scenarios.yaml.DocumentTree;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A scenario file; faults, objectives and overlays depend on kinds and are bound by classes of their own. */
@ReservedKeys("use")
public record ScenarioPart(
        @Required @Describe("the version of this language: v1") @Nullable
        Scalar crossfire,

        @Required @NamedText @Describe("the name of the scenario") @Nullable
        String name,

        @Describe("what goes wrong, in one line") @Nullable String title,
        @Required @Describe("the load") @Nullable LoadPart load,

        @Describe("when a cohort is healthy; defaults come from the simulation") @Nullable
        Map<String, HealthyPart> healthy,

        @Describe("what must hold before the first fault") @Nullable
        SteadyPart steadyState,

        @Describe("the list of faults") @Nullable DocumentTree faults,

        @Describe("how many of the faults are injected, picked by the seed; all by default") @Nullable
        Integer pick,

        @Describe("when the run is stopped early") @Nullable List<AbortPart> abortWhen,

        @Describe("how acknowledged writes are compared with the system's records") @Nullable
        LedgerPart ledger,

        @Required @Describe("the list of objectives") @Nullable
        DocumentTree objectives,

        @Describe("differences in an environment, by the environment's name") @Nullable
        DocumentTree overlays)
        implements BoundPart {}
