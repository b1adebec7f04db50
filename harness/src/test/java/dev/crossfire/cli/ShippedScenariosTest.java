package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.environment.LabDescription;
import dev.crossfire.environment.OpenEnvironment;
import dev.crossfire.input.PreRunCheck;
import dev.crossfire.input.ScenarioInput;
import dev.crossfire.input.ScenarioRequest;
import dev.crossfire.model.Plan;
import dev.crossfire.model.Target;
import dev.crossfire.plan.EffectiveValues;
import dev.crossfire.process.Installation;
import dev.crossfire.process.StopSignal;
import dev.crossfire.progress.ProgressListener;
import dev.crossfire.scenarios.ScenarioLibrary;
import dev.crossfire.series.KillScenario;
import dev.crossfire.spi.Kinds;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every shipped scenario is read and planned against one lab that really runs, and is documented. None is run. */
@Tag("live")
class ShippedScenariosTest {
    private static final Kinds KINDS = Kinds.load();
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();

    @TempDir
    static Path directory;

    private static OpenEnvironment lab;

    @BeforeAll
    static void startOneLab() throws Exception {
        System.setProperty("crossfire.home", HOME.toString());
        lab = OpenEnvironment.lab(Installation.current(), KINDS, directory.resolve("lab.log"), ProgressListener.SILENT);
    }

    @AfterAll
    static void stopIt() {
        lab.close();
    }

    static List<String> names() {
        return ScenarioLibrary.names();
    }

    @ParameterizedTest
    @MethodSource("names")
    void itIsPlannedOnTheLabWithoutAWarning(String name) throws Exception {
        ScenarioRequest request = ScenarioRequest.unchanged(name);
        Plan plan = ScenarioInput.read(request, KINDS).plan(KINDS, lab, "planned");
        assertThat(plan.scenario().name()).isEqualTo(name);
        assertThat(plan.faults()).isNotEmpty().allSatisfy(fault -> assertThat(fault.targets())
                .isNotEmpty());
        assertThat(plan.warnings()).isEmpty();
        assertThat(plan.scenario().objectives()).isNotEmpty();
        assertThat(plan.origins().keySet())
                .as("every effective value says where it comes from")
                .containsAll(EffectiveValues.of(plan.scenario()).keySet());
    }

    /** Run with {@code -Dcrossfire.lab=write} to bring the description up to date. */
    @Test
    void theLabThatChecksDescribeIsTheLabThatStarts() throws Exception {
        Path file = Path.of("src/main/resources/dev/crossfire/environment", LabDescription.FILE);
        String made = LabFile.of(lab.source().text());
        if ("write".equals(System.getProperty("crossfire.lab"))) {
            Files.writeString(file, made);
        }
        assertThat(Files.readString(file)).isEqualTo(made);
    }

    @ParameterizedTest
    @MethodSource("names")
    void itIsPlannedTheSameBeforeTheLabIsStarted(String name) throws Exception {
        ScenarioRequest request = ScenarioRequest.unchanged(name);
        ScenarioInput input = ScenarioInput.read(request, KINDS);
        Plan draft =
                Objects.requireNonNull(PreRunCheck.of(input, "", true, KINDS).draft());
        Plan plan = input.plan(KINDS, lab, "planned");
        assertThat(draft.warnings()).isEqualTo(plan.warnings());
        for (int i = 0; i < plan.faults().size(); i++) {
            assertThat(draft.faults().get(i).targets())
                    .extracting(Target::id)
                    .isEqualTo(plan.faults().get(i).targets().stream()
                            .map(Target::id)
                            .toList());
        }
    }

    static List<String> killed() throws IOException {
        return KillScenario.names();
    }

    /** The kill matrix takes too long for a build; what it runs must not rot meanwhile. */
    @ParameterizedTest
    @MethodSource("killed")
    void aScenarioOfTheKillMatrixIsPlannedToo(String fixture, @TempDir Path folder) throws Exception {
        ScenarioRequest request =
                ScenarioRequest.unchanged(KillScenario.write(fixture, folder).toString());
        Plan plan = ScenarioInput.read(request, KINDS).plan(KINDS, lab, "planned");
        assertThat(plan.faults()).singleElement().satisfies(fault -> {
            assertThat(fixture).startsWith(fault.spec().kind());
            assertThat(fault.targets()).isNotEmpty();
            assertThat(fault.at()).isEqualTo(KillScenario.DUE);
        });
    }

    @ParameterizedTest
    @MethodSource("names")
    void itIsListedAndDescribedInTheDrills(String name) throws Exception {
        StringWriter out = new StringWriter();
        PrintWriter writer = new PrintWriter(out, true);
        try (StopSignal signal = new StopSignal()) {
            assertThat(Crossfire.run(new Terminal(writer, writer), signal, "list"))
                    .isZero();
        }
        assertThat(out.toString()).contains("  " + name + "\n");
        assertThat(Files.readString(HOME.resolve("docs/drills.md"))).contains("`" + name + "`");
    }

    @Test
    void noFileIsShippedThatTheIndexForgets() throws Exception {
        Path library = HOME.resolve("scenarios/src/main/resources/dev/crossfire/scenarios/library");
        try (var files = Files.list(library)) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(file -> file.endsWith(".yaml")))
                    .containsExactlyInAnyOrderElementsOf(
                            names().stream().map(name -> name + ".yaml").toList());
        }
    }
}
