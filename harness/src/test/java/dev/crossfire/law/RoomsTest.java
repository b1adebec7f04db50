package dev.crossfire.law;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import picocli.CommandLine.Command;

/** The law of the rooms: who may know whom. A rule that matches nothing fails, so that none goes stale. */
@AnalyzeClasses(packages = "dev.crossfire", importOptions = ImportOption.DoNotIncludeTests.class)
class RoomsTest {
    private static final String[] CORE = {
        "dev.crossfire.model..",
        "dev.crossfire.plan..",
        "dev.crossfire.judge..",
        "dev.crossfire.evidence..",
        "dev.crossfire.spi.."
    };
    private static final String[] HARNESS = {
        "dev.crossfire.time..",
        "dev.crossfire.error..",
        "dev.crossfire.progress..",
        "dev.crossfire.process..",
        "dev.crossfire.plugin..",
        "dev.crossfire.environment..",
        "dev.crossfire.guardian..",
        "dev.crossfire.conductor..",
        "dev.crossfire.externalcheck..",
        "dev.crossfire.calibrate..",
        "dev.crossfire.check..",
        "dev.crossfire.input..",
        "dev.crossfire.imports..",
        "dev.crossfire.sweep..",
        "dev.crossfire.suite..",
        "dev.crossfire.run..",
        "dev.crossfire.doctor..",
        "dev.crossfire.init..",
        "dev.crossfire.cli.."
    };
    private static final String[] PURE = {"dev.crossfire.model..", "dev.crossfire.plan..", "dev.crossfire.judge.."};

    @ArchTest
    static void everyModuleWasChecked(JavaClasses classes) {
        List<String> middle = List.of(
                "dev.crossfire.testkit..",
                "dev.crossfire.junit..",
                "dev.crossfire.scenarios..",
                "dev.crossfire.simulations..",
                "dev.crossfire.chaos..",
                "dev.crossfire.reports..",
                "dev.crossfire.lab..",
                "dev.crossfire.lab.http..",
                "dev.crossfire.lab.fis..",
                "dev.crossfire.lab.kubernetes..");
        for (String room : Stream.of(List.of(CORE), middle, List.of(HARNESS))
                .flatMap(List::stream)
                .toList()) {
            assertThat(classes.that(resideInAnyPackage(room)))
                    .as("classes in " + room)
                    .isNotEmpty();
        }
    }

    @ArchTest
    static final ArchRule CORE_KNOWS_NO_OTHER_ROOM = noClasses()
            .that()
            .resideInAnyPackage(CORE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                            "dev.crossfire.testkit..",
                            "dev.crossfire.scenarios..",
                            "dev.crossfire.simulations..",
                            "dev.crossfire.chaos..",
                            "dev.crossfire.reports..",
                            "dev.crossfire.lab..")
                    .or(resideInAnyPackage(HARNESS)));

    @ArchTest
    static final ArchRule THE_FOUR_IN_THE_MIDDLE_DO_NOT_SEE_EACH_OTHER = slices().matching("dev.crossfire.(*)..")
            .namingSlices("$1")
            .should()
            .notDependOnEachOther()
            .ignoreDependency(resideInAnyPackage("dev.crossfire.."), resideInAnyPackage(CORE))
            .ignoreDependency(resideInAnyPackage(HARNESS), resideInAnyPackage("dev.crossfire.."));

    /** It stands on its users' class paths. */
    @ArchTest
    static final ArchRule THE_JUNIT_EXTENSION_NEEDS_JUNIT_AND_A_JSON_READER_ONLY = classes()
            .that()
            .resideInAPackage("dev.crossfire.junit..")
            .should()
            .onlyDependOnClassesThat()
            .resideInAnyPackage(
                    "dev.crossfire.junit..",
                    "com.grack.nanojson..",
                    "java..",
                    "org.jspecify..",
                    "org.junit..",
                    "org.opentest4j..");

    @ArchTest
    static final ArchRule NOBODY_LINKS_AGAINST_THE_JUNIT_EXTENSION = noClasses()
            .that()
            .resideOutsideOfPackage("dev.crossfire.junit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.crossfire.junit..");

    @ArchTest
    static final ArchRule THE_TESTKIT_IS_FOR_TESTS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.crossfire.testkit..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.crossfire.testkit..");

    /** A command has options, explains what is wrong with them, and prints; what it starts has a room of its own. */
    @ArchTest
    static final ArchRule CLI_HOLDS_COMMANDS_ONLY = classes()
            .that()
            .resideInAPackage("dev.crossfire.cli..")
            .and()
            .areTopLevelClasses()
            .should()
            .beAnnotatedWith(Command.class)
            .orShould()
            .haveSimpleNameEndingWith("Options")
            .orShould()
            .haveNameMatching(
                    "dev[.]crossfire[.]cli[.](BadUsage|OptionHints|ExitCode|Launch|Logs|Terminal|VerdictPrinter|package-info)");

    @ArchTest
    static final ArchRule A_COMMAND_IS_KNOWN_TO_THE_COMMAND_LINE_ONLY = noClasses()
            .that()
            .resideOutsideOfPackage("dev.crossfire.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.crossfire.cli..");

    @ArchTest
    static final ArchRule A_COMMAND_DOES_NOT_CONDUCT = noClasses()
            .that()
            .resideInAPackage("dev.crossfire.cli..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.crossfire.conductor..");

    /** The guardian heals when the conductor cannot, so it must work without it. */
    @ArchTest
    static final ArchRule THE_GUARDIAN_WORKS_WITHOUT_THE_CONDUCTOR = noClasses()
            .that()
            .resideInAnyPackage(
                    "dev.crossfire.guardian..",
                    "dev.crossfire.environment..",
                    "dev.crossfire.process..",
                    "dev.crossfire.time..")
            .should()
            .dependOnClassesThat(
                    resideInAnyPackage("dev.crossfire.conductor..", "dev.crossfire.run..", "dev.crossfire.input.."));

    @ArchTest
    static void noPackageHoldsOverFortyFiles(JavaClasses classes) {
        Map<String, Long> files = classes.stream()
                .filter(one -> one.isTopLevelClass() && !one.getSimpleName().equals("package-info"))
                .collect(Collectors.groupingBy(JavaClass::getPackageName, Collectors.counting()));
        assertThat(files).as("packages").hasSizeGreaterThan(50);
        assertThat(files).allSatisfy((name, count) -> assertThat(count).as(name).isLessThanOrEqualTo(40));
    }

    @ArchTest
    static final ArchRule NO_CYCLES =
            slices().matching("dev.crossfire.(**)").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule MODEL_PLAN_AND_JUDGE_ARE_PURE = noClasses()
            .that()
            .resideInAnyPackage(PURE)
            .should()
            .dependOnClassesThat(resideInAnyPackage(
                    "java.nio.file..", "java.net.http..", "java.sql..", "com.fasterxml..", "java.util.logging.."))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.io.File");

    @ArchTest
    static final ArchRule THE_LAB_IS_A_PROGRAM_OF_ITS_OWN = noClasses()
            .that()
            .resideInAPackage("dev.crossfire.lab..")
            .should()
            .dependOnClassesThat(resideInAnyPackage(CORE)
                    .or(resideInAnyPackage(HARNESS))
                    .or(resideInAnyPackage("dev.crossfire.chaos..")));

    @ArchTest
    static final ArchRule THE_LABS_HTTP_SERVER_KNOWS_NOTHING_OF_OURS = noClasses()
            .that()
            .resideInAPackage("dev.crossfire.lab.http..")
            .should()
            .dependOnClassesThat(
                    resideInAPackage("dev.crossfire..").and(not(resideInAPackage("dev.crossfire.lab.http.."))));

    @ArchTest
    static final ArchRule THE_FIS_EMULATOR_KNOWS_NO_OTHER_PART_OF_THE_LAB = noClasses()
            .that()
            .resideInAPackage("dev.crossfire.lab.fis..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.crossfire..")
                    .and(not(resideInAnyPackage("dev.crossfire.lab.fis..", "dev.crossfire.lab.http.."))));

    @ArchTest
    static final ArchRule THE_KUBERNETES_EMULATOR_KNOWS_NO_OTHER_PART_OF_THE_LAB = noClasses()
            .that()
            .resideInAPackage("dev.crossfire.lab.kubernetes..")
            .should()
            .dependOnClassesThat(resideInAPackage("dev.crossfire..")
                    .and(not(resideInAnyPackage("dev.crossfire.lab.kubernetes..", "dev.crossfire.lab.http.."))));

    @ArchTest
    static final ArchRule NOBODY_LINKS_AGAINST_THE_LAB = noClasses()
            .that()
            .resideOutsideOfPackage("dev.crossfire.lab..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("dev.crossfire.lab..");

    @ArchTest
    static final ArchRule AWS_ONLY_WHERE_AWS_IS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.crossfire.chaos.aws..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("software.amazon..");

    @ArchTest
    static final ArchRule KUBERNETES_CLIENT_ONLY_WHERE_KUBERNETES_IS = noClasses()
            .that()
            .resideOutsideOfPackage("dev.crossfire.chaos.kubernetes..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.fabric8.kubernetes..");

    @ArchTest
    static final ArchRule GATLING_ONLY_IN_THE_GENERATOR = noClasses()
            .that()
            .resideOutsideOfPackage("dev.crossfire.simulations..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.gatling..", "scala..");

    @ArchTest
    static final ArchRule ONE_JSON_LIBRARY = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.google.gson..", "org.json..", "jakarta.json..");

    /** A clock of the machine, or a sleep, by call or by method reference. */
    private static final DescribedPredicate<JavaAccess<?>> TIME_OF_THE_MACHINE =
            DescribedPredicate.describe("reads the machine's clock or sleeps", access -> {
                String owner = access.getTargetOwner().getFullName();
                String name = access.getName();
                return switch (owner) {
                    case "java.lang.System" -> name.equals("currentTimeMillis") || name.equals("nanoTime");
                    case "java.lang.Thread" -> name.equals("sleep");
                    case "java.time.Clock", "java.time.InstantSource" ->
                        name.startsWith("system") || name.startsWith("tick");
                    default -> owner.startsWith("java.time.") && name.equals("now");
                };
            });

    /** The classes that own time, one for each program: a run, the load generator, the lab, a test. */
    private static final List<String> OWNERS_OF_TIME = List.of(
            "dev.crossfire.time.SystemTime",
            "dev.crossfire.simulations.recorder.GeneratorClock",
            "dev.crossfire.lab.time.LabClock",
            "dev.crossfire.testkit.MachineClock",
            "dev.crossfire.testkit.starvation.ProcessorMonitor");

    @ArchTest
    static void everyOwnerOfTimeReadsTheClock(JavaClasses classes) {
        assertThat(classes.stream()
                        .filter(one -> one.getAccessesFromSelf().stream().anyMatch(TIME_OF_THE_MACHINE))
                        .map(JavaClass::getName))
                .containsAll(OWNERS_OF_TIME);
    }

    @ArchTest
    static final ArchRule THE_CLOCK_IS_IN_ONE_CLASS_A_PROGRAM = noClasses()
            .that(DescribedPredicate.describe("do not own time", one -> !OWNERS_OF_TIME.contains(one.getName())))
            .should()
            .accessTargetWhere(TIME_OF_THE_MACHINE);

    @ArchTest
    static final ArchRule NAMES_SAY_WHAT_A_CLASS_IS = classes()
            .should()
            .haveSimpleNameNotEndingWith("Util")
            .andShould()
            .haveSimpleNameNotEndingWith("Utils")
            .andShould()
            .haveSimpleNameNotEndingWith("Helper")
            .andShould()
            .haveSimpleNameNotEndingWith("Manager")
            .andShould()
            .haveSimpleNameNotEndingWith("Impl");
}
