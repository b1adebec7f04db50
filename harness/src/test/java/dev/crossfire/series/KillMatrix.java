package dev.crossfire.series;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.FileTree;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * Runs on one lab in the background, each killed, stopped or robbed of its files at a random moment; then leftovers are
 * sought.
 *
 * <p>One lab serves them all, because a trial begins only when the lab is proven to be as it was: whatever one has
 * left, the next one trips over.
 *
 * <p>Settings: {@code crossfire.trials} how many (100), {@code crossfire.seed} from which each trial follows (1),
 * {@code crossfire.ways} how runs are treated, with commas between (killed; also paused, guardian-killed,
 * journal-deleted, aborted), {@code crossfire.scenarios} which, with commas between (all), {@code crossfire.matrix} the
 * folder ({@code target/kill-matrix}). A matrix that was broken off goes on where it was: a row that is in the table is
 * not tried again.
 */
class KillMatrix {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final Kinds KINDS = Kinds.load();

    @Test
    void whateverIsKilledNothingIsLeft() throws Exception {
        Path folder = Files.createDirectories(Path.of(System.getProperty("crossfire.matrix", "target/kill-matrix"))
                .toAbsolutePath());
        List<String> fixtures = fixtures();
        List<KillWay> ways = KillWay.parse(System.getProperty("crossfire.ways", KillWay.KILLED.word()));
        long seed = Long.getLong("crossfire.seed", 1);
        int trials = Integer.getInteger("crossfire.trials", 100);
        KillTable table = KillTable.of(folder, seed, fixtures, ways);
        try (BackgroundLab lab = BackgroundLab.up(HOME, folder);
                LabWatch watch = new LabWatch(lab.ready(), KINDS)) {
            watch.awaitHealthy();
            for (int i = table.lines().size(); i < trials; i++) {
                KillRow row = trial(KillPlan.of(i, seed, fixtures, ways), folder, lab.name(), watch);
                table.add(row);
                assertThat(row.whole())
                        .as("a lab that is whole again, for the next trial; see " + table)
                        .isNotNull();
            }
        }
        assertThat(table.lines())
                .as("%s", table)
                .hasSizeGreaterThanOrEqualTo(trials)
                .allMatch(line -> line.endsWith(KillRow.MET));
    }

    private static List<String> fixtures() throws IOException {
        String asked = System.getProperty("crossfire.scenarios", "");
        return asked.isEmpty() ? KillScenario.names() : List.of(asked.split(",", -1));
    }

    private static KillRow trial(KillPlan plan, Path folder, String environment, LabWatch watch) throws Exception {
        Path own = folder.resolve("trial-" + plan.number());
        FileTree.delete(own);
        Files.createDirectories(own);
        return new KillTrial(plan, HOME, own, environment, watch, KINDS).run(KillScenario.write(plan.fixture(), own));
    }
}
