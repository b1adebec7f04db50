package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.scenarios.schema.BoundPart;
import dev.crossfire.scenarios.schema.NamedText;
import dev.crossfire.scenarios.schema.Required;
import dev.crossfire.scenarios.schema.ShortForm;
import org.jspecify.annotations.Nullable;

/** What a fault hits, as a file writes it. */
@ShortForm
public record TargetPart(
        @Required @NamedText @Describe("the targeted role") @Nullable
        String role,

        @Describe("which of the role's targets; all by default") @Nullable
        SelectPart select)
        implements BoundPart {}
