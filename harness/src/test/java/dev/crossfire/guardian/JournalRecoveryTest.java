package dev.crossfire.guardian;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.environment.EnvironmentSource;
import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.spi.Kinds;
import dev.crossfire.time.SystemTime;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Both the conductor and its guardian are dead; a user recovers, with the journal and without. */
@Tag("live")
class JournalRecoveryTest {
    private static final Kinds KINDS =
            new Kinds(List.of(new FileBreak()), List.of(), List.of(new FolderEnvironment.Kind()));

    private final SystemTime clock = new SystemTime();
    private final List<String> log = new ArrayList<>();

    @TempDir
    Path folder;

    @Test
    void theJournalNamesWhatIsLeftAndThenThatNothingIs() throws Exception {
        try (Conducted conducted = bothKilled()) {
            RunRecord run = read(conducted);
            assertThat(run.conductor()).isEmpty();
            assertThat(run.isClear()).isFalse();
            assertThat(run.intended()).extracting(fault -> fault.spec().id()).containsExactly("first");
            JournalRecovery recovery = new JournalRecovery(KINDS, clock, log::add);
            assertThat(recovery.recover(run, Objects.requireNonNull(run.plan()), source(conducted)))
                    .isTrue();
            assertThat(conducted.left()).isEmpty();
            assertThat(read(conducted).isClear()).isTrue();
            assertThat(log).anyMatch(line -> line.startsWith("first is cleared"));
            assertThat(new Fence(run.directory()).raised()).isNotNull();
            recovery.recover(run, Objects.requireNonNull(run.plan()), source(conducted));
            assertThat(run.directory().recoveryFile(2))
                    .as("a second one writes a file of its own")
                    .exists();
        }
    }

    @Test
    void withoutAnyJournalTheTagsSuffice() throws Exception {
        try (Conducted conducted = bothKilled();
                OpenEnvironment open = OpenEnvironment.of(source(conducted), KINDS)) {
            TagRecovery recovery =
                    new TagRecovery(open.environment(), open.spec().name(), clock, log::add);
            assertThat(recovery.left()).isNotEmpty();
            assertThat(recovery.recover("recover-1", false)).isTrue();
            assertThat(conducted.left()).isEmpty();
            assertThat(log).contains("removed broken of run " + StandIn.RUN);
        }
    }

    @Test
    void whatIsLeftIsRemovedThoughNothingElseCanBeFoundThereAnyMore() throws Exception {
        Kinds kinds = new Kinds(List.of(), List.of(), List.of(new FolderEnvironment.BrokenKind()));
        EnvironmentSource source = new EnvironmentSource(
                "folder.yaml", StandIn.text(folder.toString()), null, Map.of(StandIn.SECRET, "sesame"));
        Path left = Files.writeString(folder.resolve(StandIn.RUN + "--first--broken"), "");
        try (OpenEnvironment open = OpenEnvironment.of(source, kinds)) {
            assertThat(new TagRecovery(open.environment(), open.spec().name(), clock, log::add)
                            .recover("recover-1", true))
                    .isTrue();
        }
        assertThat(left).doesNotExist();
    }

    private Conducted bothKilled() throws Exception {
        Conducted conducted = Conducted.start(folder);
        ProcessHandle guardian = conducted.guardian();
        conducted.signal("KILL", guardian);
        conducted.signal("KILL", conducted.conductor());
        Conducted.awaitEnded(guardian);
        Conducted.awaitEnded(conducted.conductor());
        assertThat(conducted.left()).contains(StandIn.RUN + "--first--broken");
        return conducted;
    }

    private static RunRecord read(Conducted conducted) throws Exception {
        return RunRecord.read(new RunDirectory(conducted.run, KINDS));
    }

    private static EnvironmentSource source(Conducted conducted) {
        return new EnvironmentSource(
                "folder.yaml", StandIn.text(conducted.environment.toString()), null, Map.of(StandIn.SECRET, "sesame"));
    }
}
