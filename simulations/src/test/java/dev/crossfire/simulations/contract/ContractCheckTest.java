package dev.crossfire.simulations.contract;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.simulations.contract.ContractCheck.ContractSimulation;
import dev.crossfire.simulations.recorder.EndedRequest;
import java.util.ArrayDeque;
import java.util.Optional;
import java.util.Queue;
import org.junit.jupiter.api.Test;
import scala.collection.immutable.List;
import scala.collection.immutable.List$;

/** That a sound Gatling passes is seen whenever a generator gets ready; these are the unsound ones. */
class ContractCheckTest {
    private static final List<String> TAG = List$.MODULE$.<String>empty().$colon$colon("\uE0CF\0\0\0\1\0\1");

    @Test
    void aGatlingThatShowsAllPasses() {
        assertThat(verdict(all())).isEmpty();
    }

    @Test
    void aGatlingThatHidesATimeoutIsRefused() {
        Queue<EndedRequest> seen = all();
        seen.removeIf(ended -> ended.cohort().equals("timeout"));
        assertThat(verdict(seen).orElseThrow())
                .contains("found 1 ok, 1 refused, 0 timed out")
                .contains("run the Gatling version");
    }

    @Test
    void aGatlingThatReportsTwiceIsRefused() {
        Queue<EndedRequest> seen = all();
        seen.add(ended("refused", false));
        assertThat(verdict(seen)).isPresent();
    }

    @Test
    void aGatlingThatHidesArrivalsIsRefused() {
        Queue<EndedRequest> seen = all();
        seen.removeIf(ended -> ended.cohort().equals("ok"));
        seen.add(new EndedRequest("ok", List$.MODULE$.empty(), "ok", 1, 2, true, "200", null));
        assertThat(verdict(seen)).isPresent();
    }

    @Test
    void aGatlingThatHidesABeginningIsRefused() {
        Queue<EndedRequest> seen = all();
        assertThat(ContractCheck.verdict(seen, seen.size() - 1).orElseThrow()).contains("as they began");
    }

    private static Optional<String> verdict(Queue<EndedRequest> seen) {
        return ContractCheck.verdict(seen, seen.size());
    }

    private static Queue<EndedRequest> all() {
        Queue<EndedRequest> seen = new ArrayDeque<>();
        seen.add(ended("ok", true));
        seen.add(ended("refused", false));
        seen.add(ended("timeout", false));
        for (int i = 0; i < ContractSimulation.WARMING_USERS * ContractSimulation.WARMING_REQUESTS; i++) {
            seen.add(ended("warming", true));
        }
        return seen;
    }

    private static EndedRequest ended(String cohort, boolean ok) {
        return new EndedRequest(cohort, TAG, cohort, 1, 2, ok, ok ? "200" : null, ok ? null : "why");
    }
}
