package dev.crossfire.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.process.StopSignal;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.jar.Attributes;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** {@code check --class-path} on simulations that are compiled here, each built by a real generator process. */
@Timeout(120)
@Tag("live")
class SimulationCheckTest {
    private static final Path HOME = Path.of("..").toAbsolutePath().normalize();
    private static final String SCENARIO = """
            crossfire: v1
            name: own
            load:
              simulation: org.example.Sale
              warm-up: 5s
              duration: 60s
            healthy:
              buyers: { within: 1s, success: 99%, stable-for: 10s }
            faults:
              - { id: killed, kind: pod-kill, target: shop, at: 20s }
            objectives:
              - { id: back, recovery-time: { cohort: buyers, fault: killed, at-most: 10s } }
              - { id: served, error-ratio: { cohort: buyers, at-most: 5% } }
            """;
    private static final String SALE = """
            package org.example;

            import static io.gatling.javaapi.core.CoreDsl.*;
            import static io.gatling.javaapi.http.HttpDsl.http;

            import io.gatling.javaapi.core.Simulation;
            import java.time.Duration;

            public class Sale extends Simulation {
                public Sale() {
                    setUp(
                            scenario("buyers").exec(http("buy").get("/")).injectOpen(constantUsersPerSec(10).during(65)),
                            scenario("readers")
                                    .exec(pause(1), http("read").get("/"))
                                    .injectOpen(constantUsersPerSec(2).during(65)),
                            scenario("desk")
                                    .exec(http("ask").get("/"))
                                    .injectClosed(constantConcurrentUsers(3).during(65)),
                            scenario("feed")
                                    .exec(http("pull").get("/"))
                                    .injectOpen(constantUsersPerSec(9).during(65))
                                    .throttle(reachRps(5).in(1), holdFor(64)));
                }
            }
            """;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @TempDir
    Path directory;

    @BeforeAll
    static void programsLieBesideThisRoom() {
        System.setProperty("crossfire.home", HOME.toString());
    }

    @Test
    void aSimulationsScenariosModelsAndKnownStartsAreListed() throws Exception {
        Path classes = compile("Sale", SALE);
        assertThat(check(SCENARIO, "--class-path", classes.toString()))
                .as("%s", err)
                .isZero();
        assertThat(out.toString())
                .contains(
                        "own: no problems; 1 fault, 2 objectives, environment lab",
                        "simulation org.example.Sale",
                        "buyers   open · starts known · 650 users · 1m5s",
                        "readers  open · starts not known · 130 users · 1m5s",
                        "desk     closed · starts not known · 1m5s",
                        "feed     throttled · starts not known",
                        "! it cannot be determined whether the load suffices for back, served: the simulation sets the rate of"
                                + " buyers");
    }

    @Test
    void withoutAClassPathTheSimulationIsReportedAsUnchecked() throws Exception {
        assertThat(check(SCENARIO)).isZero();
        assertThat(out.toString()).contains("not checked: the simulation org.example.Sale, because no --class-path");
    }

    @Test
    void cohortsThatTheSimulationDoesNotHaveAreNamedWithThoseItHas() throws Exception {
        Path classes = compile("Sale", SALE);
        String wrong = SCENARIO.replace("  buyers:", "  buyer:").replace("cohort: buyers", "cohort: buyer");
        assertThat(check(wrong, "--class-path", classes.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().lines())
                .hasSize(3)
                .allMatch(line ->
                        line.endsWith("the cohort 'buyer' is invalid; expected a scenario of the simulation: buyers,"
                                + " readers, desk, feed (did you mean buyers?)"))
                .anyMatch(line -> line.contains("own.yaml:8:"))
                .anyMatch(line -> line.contains("own.yaml:12:"))
                .anyMatch(line -> line.contains("own.yaml:13:"));
    }

    @Test
    void everyEntryOfTheClassPathThatIsMissingIsNamedTogetherWithTheScenariosMistakes() throws Exception {
        Path file = Files.writeString(directory.resolve("notes.txt"), "no jar");
        String path = directory.resolve("target/test-classes") + ":" + directory + ":" + file + ":"
                + directory.resolve("lib/*");
        assertThat(check(SCENARIO.replace("at-most: 5%", "at-most: lots"), "--class-path", path))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains(
                        "own.yaml:13:",
                        "--class-path, entry 1 of 4: the absent file or folder ",
                        "target/test-classes is invalid; expected a folder with classes, a jar, or FOLDER/* for all jars of a folder"
                                + " (run mvn test-compile first)",
                        "--class-path, entry 3 of 4: the file " + file + " (not a jar)",
                        "--class-path, entry 4 of 4: the absent folder ");
    }

    /** Gradle and sbt list the folder of a project's resources when it has none. */
    @Test
    void aFolderThatABuildToolListsAndHasNotCreatedIsIgnoredWhenTheSimulationIsFound() throws Exception {
        Path classes = compile("Sale", SALE);
        Path resources = directory.resolve("build/resources/gatling");
        assertThat(check(SCENARIO, "--class-path", classes + ":" + resources))
                .as("%s", err)
                .isZero();
        assertThat(out.toString())
                .contains("! the class path names the folder " + resources + ", which does not exist; it is ignored");

        Path jar = directory.resolve("build/libs/shared.jar");
        assertThat(check(SCENARIO, "--class-path", classes + ":" + resources + ":" + jar))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString().lines())
                .singleElement()
                .asString()
                .startsWith("--class-path, entry 3 of 3: the absent file or folder " + jar);
    }

    @Test
    void aMissingFolderIsNamedWhenTheSimulationIsNotFound() throws Exception {
        Path classes = Files.createDirectories(directory.resolve("build/classes/java/gatling"));
        Path resources = directory.resolve("build/resources/gatling");
        assertThat(check(SCENARIO, "--class-path", classes + ":" + resources)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("--class-path, entry 2 of 2: the absent file or folder " + resources)
                .contains("(run gradle gatlingClasses first)");
    }

    @Test
    void aMissingClassIsReportedWithTheOneThatMayBeMeant() throws Exception {
        Path classes = compile("Sale", SALE);
        assertThat(check(SCENARIO.replace("org.example.Sale", "org.exmaple.Sale"), "--class-path", classes.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("own.yaml:4:15: missing class 'org.exmaple.Sale' on the class path")
                .contains("(did you mean org.example.Sale?)");
    }

    @Test
    void aRunOfAMissingSimulationStartsNoLab() throws Exception {
        Path run = directory.resolve("run");
        assertThat(crossfire("run", scenario(SCENARIO), "--out", run.toString()))
                .isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("own.yaml:4:15: the simulation 'org.example.Sale' without --class-path")
                .doesNotContain("starting the lab");
        assertThat(run).doesNotExist();
    }

    @Test
    void aClassThatIsNoSimulationIsRefused() throws Exception {
        Path classes = compile("Sale", "package org.example; public class Sale {}");
        assertThat(check(SCENARIO, "--class-path", classes.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("own.yaml:4:15: org.example.Sale in " + classes
                        + " (a class that extends no Simulation of Gatling) is invalid; expected a class that extends");
    }

    @Test
    void codeThatFailsWhileItIsBuiltIsReportedWithItsMessage() throws Exception {
        Path classes = compile("Sale", """
                package org.example;

                public class Sale extends io.gatling.javaapi.core.Simulation {
                    { System.out.println("noise"); Integer.parseInt(System.getProperty("users", "many")); }
                }
                """);
        assertThat(check(SCENARIO, "--class-path", classes.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("own.yaml:4:15: org.example.Sale in ")
                .contains("its own code fails while it is built: NumberFormatException: For input string: \"many\"")
                .contains("(it sees load.parameters as system properties)")
                .doesNotContain("\tat ");
        assertThat(err.toString().lines()).hasSize(1);
    }

    @Test
    void codeThatEndsTheProcessIsReported() throws Exception {
        Path classes = compile("Sale", """
                package org.example;

                public class Sale extends io.gatling.javaapi.core.Simulation {
                    { System.err.println("no licence"); System.exit(7); }
                }
                """);
        assertThat(check(SCENARIO, "--class-path", classes.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString()).contains("its process ended while it was built: ", "no licence");
    }

    @Test
    void aClassForANewerJavaIsReportedWithBothVersions() throws Exception {
        Path classes = compile("Sale", SALE);
        Path file = classes.resolve("org/example/Sale.class");
        byte[] content = Files.readAllBytes(file);
        int newer = Runtime.version().feature() + 4;
        content[7] = (byte) (newer + 44);
        Files.write(file, content);
        assertThat(check(SCENARIO, "--class-path", classes.toString())).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains(
                        "a class in " + classes + " that is compiled for Java " + newer,
                        "set JAVA_HOME to a JDK " + newer + " or newer, or compile with --release "
                                + Runtime.version().feature());
    }

    @Test
    void anotherGatlingIsReportedWithItsVersionAndItsJar() throws Exception {
        Path classes = compile("Sale", SALE);
        Path jar = gatling("3.9.5");
        assertThat(check(SCENARIO, "--class-path", classes + ":" + jar))
                .as("%s", err)
                .isZero();
        assertThat(out.toString()).contains("! the class path has Gatling 3.9.5 (" + jar + "), Crossfire runs 3.");
    }

    @Test
    void aSimulationThatDoesNotFitItsGatlingIsRefusedWithBothVersions() throws Exception {
        Path classes = compile("Sale", """
                package org.example;

                public class Sale extends io.gatling.javaapi.core.Simulation {
                    { if (true) throw new NoSuchMethodError("io.gatling.javaapi.core.CoreDsl.gone()"); }
                }
                """);
        Path jar = gatling("3.9.5");
        assertThat(check(SCENARIO, "--class-path", classes + ":" + jar)).isEqualTo(ExitCode.USAGE);
        assertThat(err.toString())
                .contains("it does not fit the libraries that it runs with: NoSuchMethodError: io.gatling.javaapi")
                .contains("the class path has Gatling 3.9.5 in " + jar + ", Crossfire runs 3.");
    }

    @Test
    void aProfileThatIsOverBeforeTheLoadIsReported() throws Exception {
        Path classes = compile(
                "Sale",
                SALE.replaceAll("scenario\\(\"(readers|desk|feed)\"\\)(?s:.*)\\)\\);", "@")
                        .replaceAll(",\\s*@", ");")
                        .replace("during(65)", "during(20)"));
        assertThat(check(SCENARIO, "--class-path", classes.toString()))
                .as("%s", err)
                .isZero();
        assertThat(out.toString()).contains("! the simulation injects users for 20s, but warm-up and load take 1m5s");
    }

    private Path gatling(String version) throws IOException {
        Manifest manifest = new Manifest();
        manifest.getMainAttributes().put(Attributes.Name.MANIFEST_VERSION, "1.0");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_TITLE, "gatling-core");
        manifest.getMainAttributes().put(Attributes.Name.IMPLEMENTATION_VERSION, version);
        Path jar = directory.resolve("gatling-core.jar");
        try (OutputStream file = Files.newOutputStream(jar)) {
            new JarOutputStream(file, manifest).close();
        }
        return jar;
    }

    private Path compile(String name, String source) throws IOException {
        return CompiledSimulation.in(directory, "org/example/" + name + ".java", source);
    }

    private String scenario(String text) throws IOException {
        return Files.writeString(directory.resolve("own.yaml"), text).toString();
    }

    private int check(String text, String... arguments) throws IOException {
        String[] all = new String[arguments.length + 2];
        all[0] = "check";
        all[1] = scenario(text);
        System.arraycopy(arguments, 0, all, 2, arguments.length);
        return crossfire(all);
    }

    private int crossfire(String... arguments) {
        try (StopSignal signal = new StopSignal()) {
            return Crossfire.run(
                    new Terminal(new PrintWriter(out, true), new PrintWriter(err, true)), signal, arguments);
        }
    }
}
