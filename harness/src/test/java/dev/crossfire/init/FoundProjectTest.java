package dev.crossfire.init;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FoundProjectTest {
    @TempDir
    Path directory;

    private PlantedProject planted;

    @BeforeEach
    void makeAFolder() throws Exception {
        planted = new PlantedProject(Files.createDirectory(directory.resolve("my shop")));
    }

    @Test
    void anEmptyFolderIsEmptyThoughGitKeepsItsOwnThere() throws Exception {
        assertThat(planted.found().isEmpty()).isTrue();

        planted.with(".git/HEAD", "").with(".gitignore", "");
        assertThat(planted.found().isEmpty()).isTrue();
        assertThat(planted.found().phrases()).containsExactly("no build file");

        planted.with("main.py", "");
        assertThat(planted.found().isEmpty()).isFalse();
    }

    @Test
    void aBuildToolIsKnownByItsFile() throws Exception {
        assertThat(planted.with("build.gradle.kts", "").found().builds()).containsExactly(BuildTool.GRADLE_KOTLIN);
        assertThat(planted.with("pom.xml", "<project/>").found().builds())
                .containsExactly(BuildTool.MAVEN, BuildTool.GRADLE_KOTLIN);
    }

    @Test
    void gradlesSettingsAloneAreAParent() throws Exception {
        assertThat(planted.with("settings.gradle", "include 'shop', 'desk'")
                        .found()
                        .isGradleParent())
                .isTrue();
        assertThat(planted.with("build.gradle", "").found().isGradleParent()).isFalse();
    }

    @Test
    void aSimulationIsFoundInEveryLanguage() throws Exception {
        planted.with("src/test/java/org/example/sale/SaleSimulation.java", PlantedProject.SIMULATION)
                .with("src/gatling/scala/Sale.scala", "package a.b\nclass Sale extends Simulation {\n}\n")
                .with("src/gatling/kotlin/Desk.kt", "class Desk : Simulation() { val a = scenario(\"desk\") }")
                .with("src/test/java/Base.java", "abstract class Base extends Simulation {}")
                .with("src/test/java/Text.txt", PlantedProject.SIMULATION);

        assertThat(planted.found().simulations())
                .containsExactly(
                        new FoundSimulation("Desk", List.of("desk")),
                        new FoundSimulation("a.b.Sale", List.of()),
                        new FoundSimulation("org.example.sale.SaleSimulation", List.of("visitors", "front desk")));
        assertThat(planted.found().usableSimulation())
                .map(FoundSimulation::className)
                .contains("Desk");
    }

    @Test
    void theServiceOfAComposeFileThatUsersReachIsTheFirstWithAPort() throws Exception {
        planted.with("compose.yaml", """
                services:
                  my_db: { image: postgres, ports: ["5432:5432"] }
                  queue: { image: rabbit }
                  shop: { image: shop, ports: ["8080:80"] }
                """);

        assertThat(planted.found().compose())
                .contains(new ComposeFile("compose.yaml", List.of("my_db", "shop", "queue")));
        assertThat(planted.found().compose().orElseThrow().entrance()).contains("shop");
    }

    @Test
    void aBrokenFileOfAnotherToolIsNoReasonToStop() throws Exception {
        planted.with("compose.yaml", "services: [").with("../kubeconfig", "\t").with("pom.xml", "<project");

        assertThat(planted.found().compose()).contains(new ComposeFile("compose.yaml", List.of()));
        assertThat(planted.found().contexts()).isEmpty();
        assertThat(BuildFile.read(BuildTool.MAVEN, planted.folder()).runsTests())
                .isTrue();
    }

    @Test
    void aContextComesWithItsServer() throws Exception {
        assertThat(planted.with("../kubeconfig", PlantedProject.KUBECONFIG)
                        .found()
                        .contexts())
                .containsExactly(
                        new ClusterContext("production", "https://10.0.0.1:6443", "shop"),
                        new ClusterContext("staging", "https://10.0.0.2:6443", "default"));
    }

    @Test
    void theFirstKubeconfigWins() throws Exception {
        planted.with("one", PlantedProject.KUBECONFIG)
                .with("two", PlantedProject.KUBECONFIG.replace("10.0", "10.9").replace("name: staging", "name: test"));

        List<ClusterContext> contexts = ClusterContext.in(ClusterContext.files(
                planted.folder().resolve("one") + ":" + planted.folder().resolve("two"), directory));

        assertThat(contexts)
                .extracting(ClusterContext::name, ClusterContext::server)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("production", "https://10.0.0.1:6443"),
                        org.assertj.core.groups.Tuple.tuple("staging", "https://10.0.0.2:6443"),
                        org.assertj.core.groups.Tuple.tuple("test", "https://10.0.0.2:6443"));
        assertThat(ClusterContext.files(null, directory)).containsExactly(directory.resolve(".kube/config"));
    }

    @Test
    void theCiSystemInUseIsThatOfTheRepositoryAbove() throws Exception {
        planted.with("../.git", "gitdir: elsewhere")
                .with("../.gitlab-ci.yml", "")
                .with("../Jenkinsfile", "");

        assertThat(planted.found().pipelines()).containsExactly(CiSystem.GITLAB, CiSystem.JENKINS);
        assertThat(planted.found().folderInRepository()).isEqualTo("my shop/");
    }
}
