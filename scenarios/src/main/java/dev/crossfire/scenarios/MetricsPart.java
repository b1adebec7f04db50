package dev.crossfire.scenarios;

import dev.crossfire.model.About;
import dev.crossfire.model.Outlook;
import dev.crossfire.model.Secret;
import java.net.URI;
import org.jspecify.annotations.Nullable;

/** Who counts an environment's replicas and requests, as its file writes it. */
record MetricsPart(
        @About("a Prometheus' base URL, asked once a second") @Nullable
        URI prometheus,

        @About("whose bearer may ask it, as ${secret:NAME}") @Nullable
        Secret token,

        @About("the query for how many replicas serve; several series are added up") @Nullable
        String serving,

        @About("the query for how many requests have reached the system, a counter; several series are added up")
        @Nullable
        String requests,

        @Named @About("the role whose ready pods are counted, by its cluster's own word") @Nullable
        String replicas)
        implements Part {
    static Outlook.@Nullable Metrics metrics(@Nullable MetricsPart part) {
        return part == null
                ? null
                : new Outlook.Metrics(
                        null, part.prometheus(), part.token(), part.serving(), part.requests(), part.replicas());
    }

    /** Notes what cannot be meant. */
    static void check(@Nullable MetricsPart part, Notes notes) {
        if (part == null || part.prometheus() != null || notes.stands("/metrics/prometheus")) {
            return;
        }
        if (part.serving() != null) {
            notes.add("/metrics/serving", "a query for nobody", "prometheus: beside it", null);
        }
        if (part.requests() != null) {
            notes.add("/metrics/requests", "a query for nobody", "prometheus: beside it", null);
        }
    }
}
