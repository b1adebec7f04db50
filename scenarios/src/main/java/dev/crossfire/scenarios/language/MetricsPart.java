package dev.crossfire.scenarios.language;

import dev.crossfire.model.Describe;
import dev.crossfire.model.ObservabilityConfig;
import dev.crossfire.model.Secret;
import dev.crossfire.scenarios.problems.ProblemNotes;
import dev.crossfire.scenarios.schema.BoundPart;
import dev.crossfire.scenarios.schema.NamedText;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** The sources of an environment's replica and request counts, as its file declares them. */
public record MetricsPart(
        @Describe("a Prometheus' base URL, asked once a second") @Nullable
        URI prometheus,

        @Describe("the bearer token for it, as ${secret:NAME}") @Nullable
        Secret token,

        @Describe("the query for how many replicas serve; several series are added up") @Nullable
        String serving,

        @Describe("the query for how many requests have reached the system, a counter; several series are added up")
        @Nullable
        String requests,

        @NamedText @Describe("the role whose ready pods are counted, as its cluster reports them") @Nullable
        String replicas)
        implements BoundPart {
    public static ObservabilityConfig.@Nullable Metrics metrics(@Nullable MetricsPart part) {
        return part == null
                ? null
                : new ObservabilityConfig.Metrics(
                        null, part.prometheus(), part.token(), part.serving(), part.requests(), part.replicas());
    }

    /** Notes what cannot be meant. */
    public static void check(@Nullable MetricsPart part, ProblemNotes notes) {
        if (part == null || part.prometheus() != null || notes.stands("/metrics/prometheus")) {
            return;
        }
        if (part.serving() != null) {
            notes.add("/metrics/serving", "a query without prometheus", "'prometheus' beside it", null);
        }
        if (part.requests() != null) {
            notes.add("/metrics/requests", "a query without prometheus", "'prometheus' beside it", null);
        }
    }
}
