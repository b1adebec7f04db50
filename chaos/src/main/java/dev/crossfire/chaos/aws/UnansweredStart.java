package dev.crossfire.chaos.aws;

import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import software.amazon.awssdk.services.fis.model.ExperimentSummary;

/**
 * A start that was requested and not answered, in this process or in one that died: whether it took place is unknown.
 *
 * @param token that the request carried
 * @param tags that the request carried
 */
record UnansweredStart(Fis fis, String template, String token, Map<String, String> tags) {
    /**
     * The experiment that it started; empty when FIS knows none, now.
     *
     * <p>While the template exists, only the list is read, for the request itself could start something. Once it is
     * deleted, the same request with the same token returns what was started before, and starts nothing.
     */
    Optional<String> find() throws FaultException {
        Optional<String> listed = fis.experiments(tags).stream()
                .filter(one -> template.equals(one.experimentTemplateId()))
                .filter(Fis::isReal)
                .map(ExperimentSummary::id)
                .findFirst();
        return listed.isPresent() || fis.hasTemplate(template) ? listed : fis.startedBefore(template, token, tags);
    }

    /** Looks for it until the lists cannot lack it any longer. */
    Optional<String> await(Duration listLag) throws FaultException {
        Optional<String> now = find();
        return now.isPresent() || listLag.isZero() ? now : fis.await(this::find, listLag);
    }
}
