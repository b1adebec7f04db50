package dev.crossfire.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Evidence;
import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RequestRecord;
import dev.crossfire.evidence.RequestSource;
import dev.crossfire.evidence.StringTable;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.testkit.PlantedRun;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A million requests that are nowhere kept: they are made anew at each reading. */
@Tag("live")
@Tag("long")
class JudgeLoadTest {
    private static final int MILLION = 1_000_000;
    private static final System.Logger LOG = System.getLogger(JudgeLoadTest.class.getName());

    /** As records they would take more than all the memory that there is. */
    private static final int MEGABYTES = 48;

    @Test
    void aMillionRequestsAreJudgedInLittleMemory() throws Exception {
        Verdict verdict = Json.read(InLittleMemory.run(Judging.class, MEGABYTES), Verdict.class);
        assertThat(verdict.injector().requests()).isEqualTo(MILLION);
        assertThat(verdict.recovery()).hasSize(2).allSatisfy(one -> {
            assertThat(one.state()).isEqualTo(RecoveryState.RECOVERED);
            assertThat(one.low()).isLessThanOrEqualTo(3);
            assertThat(one.high()).isGreaterThanOrEqualTo(3);
        });
    }

    /** Judges them and prints the verdict. */
    static final class Judging {
        private Judging() {}

        public static void main(String[] arguments) throws IOException {
            Evidence thin = new PlantedRun()
                    .fault("writer-lost", 30, 60)
                    .wantsRecovery("writer-lost", 10)
                    .evidence();
            Evidence evidence = new Evidence(thin.plan(), thin.journal(), new Million());
            long began = System.nanoTime();
            Verdict verdict = new Judge(List.of()).judge(evidence);
            LOG.log(System.Logger.Level.INFO, "judged in " + (System.nanoTime() - began) / 1_000_000 + " ms");
            System.out.println(Json.line(verdict));
        }
    }

    private static final class Million implements RequestSource {
        @Override
        public StringTable strings() {
            return new StringTable(Map.of(1, "buyers", 2, "reserve", 3, "browsers", 4, "browse"));
        }

        @Override
        public RequestIntegrity forEach(Consumer<RequestRecord> consumer) {
            long zero = PlantedRun.ZERO.getEpochSecond() * 1_000_000;
            for (int i = 0; i < MILLION; i++) {
                long at = i * 120L;
                boolean out = at >= 30_100_000 && at < 33_000_000;
                int flags = RequestRecord.FLAG_INTENDED_KNOWN | (out ? 0 : RequestRecord.FLAG_OK);
                // Answers take 3 to 103 ms, so records come out of order.
                int response = 3_000 + (int) (i * 7919L % 100_000);
                int cohort = i % 3 == 0 ? 3 : 1;
                consumer.accept(new RequestRecord(zero + at, 40, response, cohort, cohort + 1, 200, flags, 0));
            }
            return new RequestIntegrity(MILLION, -1);
        }
    }
}
