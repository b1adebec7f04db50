package dev.crossfire.init;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.cli.CapturedCommand;
import dev.crossfire.scenarios.EnvironmentReader;
import dev.crossfire.scenarios.EnvironmentReader.EnvironmentReading;
import dev.crossfire.scenarios.ScenarioReader;
import dev.crossfire.scenarios.ScenarioReader.ScenarioReading;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.spi.Kinds;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import javax.tools.ToolProvider;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The scenarios, the environment, the test and the build are read by those they are for. */
class WrittenDrillsTest {
    private static final Kinds KINDS = Kinds.load();

    @TempDir
    Path directory;

    private PlantedProject planted;

    @BeforeEach
    void makeAFolder() throws Exception {
        planted = new PlantedProject(Files.createDirectory(directory.resolve("my \"shop\"")));
    }

    @Test
    void theScenariosAndTheEnvironmentPassTheCheck() throws Exception {
        Path folder = WrittenFiles.of(planted, BuildTool.NONE).folder();

        for (String scenario : List.of("database-failover", "pod-kill")) {
            CapturedCommand check =
                    check(folder.resolve("drills/" + scenario + ".yaml").toString());
            assertThat(check.output()).contains("no problems").doesNotContain("!");
            assertThat(check.exitCode()).isZero();
        }
        CapturedCommand inTheCluster = check(
                folder.resolve("drills/pod-kill.yaml").toString(),
                "--env",
                folder.resolve("environments/staging.yaml").toString());
        assertThat(inTheCluster.output()).contains("no problems").doesNotContain("!");
        assertThat(inTheCluster.exitCode()).isZero();
    }

    private static CapturedCommand check(String... words) {
        String[] all = new String[words.length + 1];
        all[0] = "check";
        System.arraycopy(words, 0, all, 1, words.length);
        return CapturedCommand.run(KINDS, all);
    }

    @Test
    void aSimulationOfTheProjectIsTheLoadOfTheSecondDrill() throws Exception {
        planted.with("src/test/java/org/example/sale/SaleSimulation.java", PlantedProject.SIMULATION);
        WrittenFiles written = WrittenFiles.of(planted, BuildTool.NONE);

        ScenarioReading reading = new ScenarioReader(KINDS, name -> Optional.empty())
                .read(SourceFile.of("pod-kill.yaml", written.text("drills/pod-kill.yaml")), "lab", List.of());

        assertThat(reading.problems()).isEmpty();
        assertThat(written.text("drills/pod-kill.yaml"))
                .contains(
                        "simulation: org.example.sale.SaleSimulation\n", "  \"front desk\": {", "cohort: \"visitors\"");
    }

    @Test
    void theEnvironmentNamesTheChosenContextAndTheComposeFilesService() throws Exception {
        planted.with("../kubeconfig", PlantedProject.KUBECONFIG)
                .with("compose.yml", "services: { storefront: { ports: [80] } }");
        FoundProject found = planted.found();

        String chosen = environment(found, Optional.of(found.contexts().get(1)));
        assertThat(chosen)
                .contains("context: \"staging\"", "server: \"https://10.0.0.2:6443\"", "deployment: \"storefront\"")
                .doesNotContain("production");
        String open = environment(found, Optional.empty());
        assertThat(open).contains("# contexts of your kubeconfig: \"production\", \"staging\"\n");
    }

    private static String environment(FoundProject found, Optional<ClusterContext> context) throws Exception {
        InitChoices choices = InitChoices.of(found, BuildTool.NONE, List.of(), context);
        String text = InitPlan.of(found, choices, "0.1.0").added().stream()
                .filter(file -> file.path().equals("environments/staging.yaml"))
                .findFirst()
                .orElseThrow()
                .text();
        EnvironmentReading reading =
                new EnvironmentReader(KINDS, name -> Optional.empty()).read(SourceFile.of("staging.yaml", text));
        assertThat(reading.problems()).isEmpty();
        return text;
    }

    @Test
    void theDrillTestCompilesAgainstTheExtension() throws Exception {
        Path folder = WrittenFiles.of(planted, BuildTool.MAVEN).folder();

        assertThat(ToolProvider.getSystemJavaCompiler()
                        .run(
                                null,
                                null,
                                null,
                                "-proc:none",
                                "-Xlint:all",
                                "-d",
                                directory.toString(),
                                "-cp",
                                System.getProperty("java.class.path"),
                                folder.resolve("src/test/java/drills/DatabaseFailoverDrillTest.java")
                                        .toString()))
                .isZero();
        assertThat(folder.resolve("drills/database-failover.yaml")).content().contains("id: writer-lost");
    }

    @Test
    void thePomIsXml() throws Exception {
        Path pom = WrittenFiles.of(planted, BuildTool.MAVEN).folder().resolve("pom.xml");

        assertThat(DocumentBuilderFactory.newInstance()
                        .newDocumentBuilder()
                        .parse(pom.toFile())
                        .getElementsByTagName("version"))
                .isNotNull();
    }

    @ParameterizedTest
    @EnumSource(
            value = BuildTool.class,
            names = {"GRADLE", "GRADLE_KOTLIN"})
    void aGradleBuildHasItsSettingsAndClosesItsBraces(BuildTool tool) throws Exception {
        WrittenFiles written = WrittenFiles.of(planted, tool);

        String text = written.text(tool.file());
        assertThat(text.chars().filter(one -> one == '{').count())
                .isEqualTo(text.chars().filter(one -> one == '}').count());
        assertThat(text).contains("useJUnitPlatform()", "crossfire-junit:0.1.0", "junit-platform-launcher");
        assertThat(written.text(tool.file().replace("build", "settings")))
                .isEqualTo("rootProject.name = \"my-shop\"\n");
    }
}
