package dev.crossfire.lab.fis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.lab.fis.actions.ShippedActions;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.fis.model.FisException;
import software.amazon.awssdk.services.fis.model.ListExperimentTemplatesRequest;

/** What a test plants happens once, at the operation that it names, and to the stock client. */
class ApiFailuresTest {
    private final ApiFailures failures = new ApiFailures();
    private final FisFixture fixture =
            new FisFixture(FisQuotas.AWS, AlarmStates.NONE, ShippedActions.catalogue(), failures);

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void aRefusalIsAnsweredOnceWithItsTypeAndNothingIsDone() {
        failures.refuseNext("CreateExperimentTemplate", 403, "AccessDeniedException", "not you");

        assertThatThrownBy(() -> fixture.template(draft -> {})).isInstanceOfSatisfying(FisException.class, refused -> {
            assertThat(refused.statusCode()).isEqualTo(403);
            assertThat(refused.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException");
            assertThat(refused.awsErrorDetails().errorMessage()).isEqualTo("not you");
        });
        assertThat(fixture.fis
                        .listExperimentTemplates(
                                ListExperimentTemplatesRequest.builder().build())
                        .experimentTemplates())
                .isEmpty();
        assertThat(fixture.template(draft -> {})).isNotEmpty();
    }

    @Test
    void throttlingAndLostAnswersAreRepeatedByTheClientAndDoneOnce() {
        List<String> heard = new CopyOnWriteArrayList<>();
        failures.onRequest(heard::add);
        failures.throttleNext("CreateExperimentTemplate");
        failures.loseNextAnswer("CreateExperimentTemplate");

        String template = fixture.template(draft -> draft.clientToken("one"));

        assertThat(heard).containsOnly("CreateExperimentTemplate").hasSize(3);
        assertThat(fixture.fis.listExperimentTemplatesPaginator(list -> {}).experimentTemplates())
                .extracting(one -> one.id())
                .containsExactly(template);
    }

    @Test
    void aStalledRequestWaitsUntilItIsReleased() throws Exception {
        failures.stall("ListExperimentTemplates");
        CompletableFuture<Integer> answer = CompletableFuture.supplyAsync(() -> fixture.fis
                .listExperimentTemplates(list -> {})
                .experimentTemplates()
                .size());
        // Another operation is not held up, and by its answer the first has been long under way.
        fixture.template(draft -> {});
        assertThat(answer).isNotDone();

        failures.release("ListExperimentTemplates");

        assertThat(answer.get(30, TimeUnit.SECONDS)).isEqualTo(1);
    }

    @Test
    void pagesAreNoLongerThanTheLimit() {
        failures.limitPages(2);
        for (int i = 0; i < 3; i++) {
            fixture.template(draft -> {});
        }

        assertThat(fixture.fis
                        .listExperimentTemplates(list -> list.maxResults(50))
                        .experimentTemplates())
                .hasSize(2);
        assertThat(fixture.fis.listExperimentTemplatesPaginator(list -> {}).experimentTemplates())
                .hasSize(3);
    }
}
