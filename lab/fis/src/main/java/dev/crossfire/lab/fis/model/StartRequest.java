package dev.crossfire.lab.fis.model;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A client's request to start an experiment. */
public record StartRequest(
        @RequiredMember String clientToken,
        @RequiredMember String experimentTemplateId,
        @Nullable Options experimentOptions,
        Map<String, String> tags) {
    public StartRequest {
        tags = Absent.toEmpty(tags);
    }

    /** Returns the actions' mode, {@code run-all} if the client set none. */
    public String actionsMode() {
        return experimentOptions == null || experimentOptions.actionsMode() == null
                ? Options.RUN_ALL
                : experimentOptions.actionsMode();
    }
}
