package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.evidence.UnknownSettings;
import dev.crossfire.model.Plan;
import dev.crossfire.plugin.PlantedPlugin;
import dev.crossfire.process.StopSignal;
import dev.crossfire.spi.Kinds;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plug-in of docs/plug-ins.md, as the commands meet it. */
class PluginCommandsTest {
    private static final String HOME = "crossfire.home";
    private static final Instant BEGAN = Instant.parse("2026-11-20T09:00:00Z");
    /** Above the largest number that a Linux process can have. */
    private static final long NO_PROCESS = 1L << 30;

    private final String home = System.getProperty(HOME, ".");

    @TempDir
    Path folder;

    private Path jar = Path.of("");
    private Path scenario = Path.of("");
    private Path environment = Path.of("");
    private Path flags = Path.of("");

    @BeforeEach
    void plant() throws Exception {
        System.setProperty(HOME, folder.resolve("home").toString());
        jar = PlantedPlugin.ofShop(folder.resolve("shop")).jar(folder.resolve("elsewhere/shop-chaos-1.0.jar"));
        flags = Files.createDirectory(folder.resolve("flags"));
        scenario = Files.writeString(folder.resolve("closing.yaml"), """
                crossfire: v1
                name: closing
                load:
                  simulation: TicketOpen
                  warm-up: 5s
                  duration: 60s
                  cohorts: { browsers: { rate: 20/s }, buyers: { rate: 20/s } }
                faults:
                  - { id: closed, kind: maintenance, target: shop, at: 20s }
                objectives:
                  - { id: few-fail, failed-requests: { cohort: buyers, at-most: 500 } }
                """);
        environment = Files.writeString(folder.resolve("flags.yaml"), """
                crossfire: v1
                environment: flags
                base-url: http://127.0.0.1:9
                flags: { folder: "%s" }
                """.formatted(flags));
    }

    @AfterEach
    void restore() {
        System.setProperty(HOME, home);
    }

    private record Captured(int exitCode, String output) {}

    private static Captured crossfire(Object... words) {
        StringWriter printed = new StringWriter();
        PrintWriter writer = new PrintWriter(printed, true);
        String[] texts = List.of(words).stream().map(Object::toString).toArray(String[]::new);
        return new Captured(Crossfire.run(new Terminal(writer, writer), new StopSignal(), texts), printed.toString());
    }

    private void install(Path plugin) throws Exception {
        Path plugins = Files.createDirectories(folder.resolve("home/plugins"));
        Files.copy(plugin, plugins.resolve(plugin.getFileName()));
    }

    private Path brokenJar() throws Exception {
        return Files.writeString(folder.resolve("broken.jar"), "half a jar");
    }

    @Test
    void theyAreListedWithTheirOrigin() throws Exception {
        assertThat(crossfire("plugins").output()).contains("built-in", "no plug-ins");
        install(jar);

        Captured listed = crossfire("plugins");
        assertThat(listed.exitCode()).isZero();
        assertThat(listed.output())
                .contains(
                        "shop-chaos 1.0 (" + folder.resolve("home/plugins/shop-chaos-1.0.jar") + "), interfaces 1.0",
                        "fault maintenance",
                        "objective failed-requests",
                        "provider flags",
                        "report format one-line");
        assertThat(crossfire("list").output()).contains("maintenance", "failed-requests", "one-line");
    }

    @Test
    void aJarThatDoesNotFitEndsACommandBeforeItBegins() throws Exception {
        Path broken = brokenJar();
        for (List<Object> words : List.of(
                List.<Object>of("plugins", "--plugins", broken),
                List.<Object>of("check", "quick-zone-loss", "--plugins=" + broken),
                List.<Object>of("run", "quick-zone-loss", "--plugins", broken))) {
            Captured refused = crossfire(words.toArray());
            assertThat(refused.exitCode()).as("%s", words).isEqualTo(2);
            assertThat(refused.output()).contains(broken + ": it cannot be read as a jar", "Copy it there again.");
            assertThat(refused.output()).doesNotContain("\tat ", "Exception");
        }
        assertThat(crossfire("help", "run", "--plugins", broken).exitCode()).isZero();
    }

    @Test
    void aBrokenJarBreaksNeitherAbortNorRecover() throws Exception {
        install(brokenJar());
        RunDirectory run = new RunDirectory(Files.createDirectory(folder.resolve("run")), Kinds.load());
        try (Journal journal = new Journal(run.journalFile())) {
            journal.append(new JournalEvent.RunStarted(BEGAN, "run-1", NO_PROCESS));
        }

        Captured aborted = crossfire("abort", run.path());
        assertThat(aborted.output()).doesNotContain("broken.jar").contains("no leftover remains");
        assertThat(aborted.exitCode()).isZero();
        assertThat(crossfire("--plugins", folder.resolve("broken.jar"), "abort", run.path())
                        .exitCode())
                .isZero();
        Captured recovered = crossfire("recover", run.path());
        assertThat(recovered.output()).contains("a plug-in is left out: ", "broken.jar", "no leftover");
        assertThat(recovered.exitCode()).isZero();
    }

    @Test
    void aScenarioMayNameWhatAPluginHas() {
        assertThat(crossfire("check", scenario, "--env", environment).output())
                .as("without it")
                .contains("maintenance");
        Captured checked = crossfire("check", scenario, "--env", environment, "--plugins", jar);
        assertThat(checked.output()).contains("no problems");
        assertThat(checked.exitCode()).isZero();
    }

    /** Both the conductor and its guardian have died; the shop is still closed for maintenance. */
    @Test
    void aRunIsRecoveredWithItsPluginAndNamesItWithout() throws Exception {
        Path plan = folder.resolve("run/plan.json");
        Files.createDirectory(folder.resolve("run"));
        Captured drafted = crossfire("plan", scenario, "--env", environment, "--plugins", jar, "--out", plan);
        assertThat(drafted.exitCode()).as(drafted.output()).isZero();
        RunDirectory run = new RunDirectory(folder.resolve("run"), UnknownSettings.ofAny(Kinds.load()));
        Plan planned = run.plan();
        assertThat(planned.plugins()).extracting(Plan.UsedPlugin::jar).containsExactly(jar.toString());
        assertThat(planned.plugins().get(0).faults()).containsExactly("maintenance");
        try (Journal journal = new Journal(run.journalFile())) {
            journal.append(new JournalEvent.RunStarted(BEGAN, planned.run(), NO_PROCESS));
            journal.append(new JournalEvent.EnvironmentOpened(BEGAN, "flags", environment.toString(), null));
            journal.append(new JournalEvent.FaultIntended(BEGAN, "closed", "maintenance", List.of("shop"), Map.of()));
        }
        Path flag = Files.writeString(flags.resolve(planned.run() + "--closed"), "");

        Captured without = crossfire("recover", run.path());
        assertThat(without.exitCode()).isEqualTo(5);
        assertThat(without.output())
                .contains(
                        "fault kind 'maintenance' is that of plug-in shop-chaos 1.0, which is not loaded",
                        jar.toString())
                .contains("--plugins");
        assertThat(flag).exists();

        Captured aborted = crossfire("abort", run.path());
        assertThat(aborted.output()).contains("leftovers may remain; try crossfire recover");
        assertThat(aborted.exitCode()).isEqualTo(5);

        Captured with = crossfire("recover", run.path(), "--plugins", folder.resolve("elsewhere"));
        assertThat(with.output()).contains("closed is cleared");
        assertThat(with.exitCode()).isZero();
        assertThat(flag).doesNotExist();
    }

    @Test
    void theOptionIsReadWhereverItStands() {
        assertThat(PluginOptions.values(
                        new String[] {"--plugins", "a", "run", "--plugins=b", "x", "--", "--plugins", "c"}))
                .containsExactly("a", "b");
        assertThat(PluginOptions.values(new String[] {"run", "--plugins"})).isEmpty();
    }
}
