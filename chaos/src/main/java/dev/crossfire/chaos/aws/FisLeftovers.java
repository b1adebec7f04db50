package dev.crossfire.chaos.aws;

import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Leftover;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.fis.model.ExperimentSummary;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateSummary;

/** What carries an environment's tag in an account, found without any journal. */
final class FisLeftovers {
    private static final Duration STOPPING = Duration.ofSeconds(60);
    private static final Duration BRISK = Duration.ofMillis(100);
    private static final String TEMPLATE = "template ";
    private static final String EXPERIMENT = "experiment ";

    private final Fis fis;
    private final Map<String, String> ours;

    FisLeftovers(Fis fis, String environment) {
        this.fis = fis;
        this.ours = Map.of(RunTags.ENVIRONMENT, environment);
    }

    /** Templates first, so that clearing in this order lets nothing be started behind our back. */
    List<Leftover> all() throws FaultException {
        List<Leftover> all = new ArrayList<>();
        for (ExperimentTemplateSummary template : fis.templates(ours)) {
            add(all, template.tags(), TEMPLATE + template.id());
        }
        for (ExperimentSummary experiment : fis.experiments(ours)) {
            if (!Fis.hasEnded(experiment.state().statusAsString())) {
                add(all, experiment.tags(), EXPERIMENT + experiment.id());
            }
        }
        return all;
    }

    private static void add(List<Leftover> all, Map<String, String> tags, String id) {
        String run = tags.get(RunTags.RUN);
        if (run != null) {
            String what = tags.containsKey(RunTags.HOLD) ? "hold, FIS " + id : "FIS " + id;
            all.add(new Leftover(run, tags.get(RunTags.FAULT), id, what));
        }
    }

    void clear(Leftover leftover) throws FaultException {
        String id = leftover.id();
        if (id.startsWith(TEMPLATE)) {
            fis.delete(id.substring(TEMPLATE.length()));
        } else if (id.startsWith(EXPERIMENT)) {
            String experiment = id.substring(EXPERIMENT.length());
            fis.stop(experiment);
            fis.awaitEnd(experiment, STOPPING, BRISK);
        } else {
            throw new FaultException("found the leftover '" + id + "', wanted one that begins with '" + TEMPLATE
                    + "' or '" + EXPERIMENT + "', as FIS environments name them; use the environment that listed it");
        }
    }
}
