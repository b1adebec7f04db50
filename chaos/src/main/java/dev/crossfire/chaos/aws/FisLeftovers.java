package dev.crossfire.chaos.aws;

import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.fis.model.ExperimentSummary;
import software.amazon.awssdk.services.fis.model.ExperimentTemplateSummary;

/** Finds leftovers of runs in an account by an environment's tag, without any journal. */
final class FisLeftovers {
    private static final Duration LONGEST_STOP = Duration.ofSeconds(60);
    private static final Duration BETWEEN_POLLS = Duration.ofMillis(100);
    private static final String TEMPLATE = "template ";
    private static final String EXPERIMENT = "experiment ";

    private final Fis fis;
    private final Map<String, String> environmentTag;

    FisLeftovers(Fis fis, String environment) {
        this.fis = fis;
        this.environmentTag = Map.of(RunTags.ENVIRONMENT, environment);
    }

    /** Templates first, so that after clearing in this order nothing can be started any more. */
    List<Leftover> all() throws FaultException {
        List<Leftover> all = new ArrayList<>();
        for (ExperimentTemplateSummary template : fis.templates(environmentTag)) {
            add(all, template.tags(), TEMPLATE + template.id());
        }
        for (ExperimentSummary experiment : fis.experiments().tagged(environmentTag)) {
            if (!FisExperiments.hasEnded(experiment.state())
                    && !fis.experiments().hasEnded(experiment.id())) {
                add(all, experiment.tags(), EXPERIMENT + experiment.id());
            }
        }
        return all;
    }

    private static void add(List<Leftover> all, Map<String, String> tags, String id) {
        String run = tags.get(RunTags.RUN);
        if (run != null) {
            String what = tags.containsKey(RunTags.CLAIM) ? "claim, FIS " + id : "FIS " + id;
            all.add(new Leftover(run, tags.get(RunTags.FAULT), id, what));
        }
    }

    void clear(Leftover leftover) throws FaultException {
        String id = leftover.id();
        if (id.startsWith(TEMPLATE)) {
            fis.delete(id.substring(TEMPLATE.length()));
        } else if (id.startsWith(EXPERIMENT)) {
            String experiment = id.substring(EXPERIMENT.length());
            fis.experiments().stop(experiment);
            fis.experiments().awaitEnd(experiment, LONGEST_STOP, BETWEEN_POLLS);
        } else {
            throw new FaultException("the leftover '" + id + "' is invalid; expected one that begins with '" + TEMPLATE
                    + "' or '" + EXPERIMENT + "', as FIS environments name them; use the environment that listed it");
        }
    }
}
