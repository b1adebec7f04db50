package dev.crossfire.chaos.aws;

import dev.crossfire.spi.FaultException;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionTimeoutException;
import software.amazon.awssdk.services.fis.model.ExperimentSummary;

/**
 * A start that was requested and not answered, in this process or in one that has ended: whether it took place is unknown.
 *
 * @param token that the request carried
 * @param tags that the request carried
 */
record UnansweredStart(Fis fis, String template, String token, Map<String, String> tags) {
    private static final Duration BETWEEN_LISTS = Duration.ofSeconds(1);

    /**
     * The experiment that it started; empty when FIS knows none, now.
     *
     * <p>While the template exists, only the list is read, for the request itself could start something. Once it is
     * deleted, the same request with the same token returns what was started before, and starts nothing.
     */
    Optional<String> find() throws FaultException {
        Optional<String> listed = fis.experiments().tagged(tags).stream()
                .filter(one -> template.equals(one.experimentTemplateId()))
                .filter(one -> FisExperiments.isReal(one.experimentOptions()))
                .map(ExperimentSummary::id)
                .findFirst();
        return listed.isPresent() || fis.hasTemplate(template)
                ? listed
                : fis.experiments().startedBefore(template, token, tags);
    }

    /** Looks for it until the lists cannot lack it any longer. */
    Optional<String> await(Duration listLag) throws FaultException {
        Optional<String> now = find();
        if (now.isPresent() || listLag.isZero()) {
            return now;
        }
        boolean isShort = listLag.compareTo(BETWEEN_LISTS.multipliedBy(2)) < 0;
        try {
            return Awaitility.await()
                    .pollInSameThread()
                    .pollInterval(isShort ? listLag.dividedBy(4) : BETWEEN_LISTS)
                    .atMost(listLag)
                    .until(this::find, Optional::isPresent);
        } catch (ConditionTimeoutException nothing) {
            return Optional.empty();
        } catch (Exception thrown) {
            // Awaitility throws what its condition throws, checked or not, and declares none of it.
            throw FisExperiments.whileWaiting("to learn whether template " + template + " was started", thrown);
        }
    }
}
