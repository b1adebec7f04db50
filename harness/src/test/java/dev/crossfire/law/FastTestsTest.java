package dev.crossfire.law;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Tags;
import org.junit.jupiter.api.Test;

/**
 * The tests of all modules: {@code -Dgroups=fast} runs every test without a tag, so that a new test is among them.
 *
 * <p>A test that starts a process has the tag {@code live}; a test that computes for many seconds has the tag
 * {@code long}. A live test that a build leaves to {@code -Pacceptance} has the tag {@code acceptance}, too.
 */
class FastTestsTest {
    private static final List<String> MODULES = List.of(
            "testkit/starvation",
            "core",
            "testkit",
            "junit",
            "lab/fis",
            "lab/kubernetes",
            "lab",
            "scenarios",
            "simulations",
            "chaos",
            "reports",
            "harness");
    private static final Set<String> TAGS = Set.of("live", "long", "acceptance");

    private static JavaClasses tests;

    @BeforeAll
    static void readTheTestsOfAllModules() throws URISyntaxException {
        Path here = Path.of(FastTestsTest.class
                .getProtectionDomain()
                .getCodeSource()
                .getLocation()
                .toURI());
        Path harness = Path.of("").toAbsolutePath();
        List<Path> folders = MODULES.stream()
                .map(module -> harness.resolveSibling(module).resolve(harness.relativize(here)))
                .toList();
        assertThat(folders).as("compiled tests; build all modules before").allMatch(Files::isDirectory);
        tests = new ClassFileImporter().importPaths(folders);
    }

    @Test
    void aTestThatStartsAProcessIsTaggedLive() {
        Set<String> live = new TreeSet<>();
        Set<String> untagged = new TreeSet<>();
        tests.stream()
                .filter(FastTestsTest::isTest)
                .filter(FastTestsTest::startsProcess)
                .forEach(test -> {
                    live.add(test.getSimpleName());
                    if (!tags(test).contains("live")) {
                        untagged.add(test.getName());
                    }
                });
        assertThat(live).contains("GuardianTest", "KubernetesLiveTest", "GeneratorTest");
        assertThat(untagged)
                .as("start a process and are not tagged @Tag(\"live\")")
                .isEmpty();
    }

    @Test
    void noOtherTagKeepsATestFromTheFastRun() {
        assertThat(tests.stream().flatMap(test -> tags(test).stream())).isSubsetOf(TAGS);
    }

    private static boolean isTest(JavaClass one) {
        return one.getSimpleName().endsWith("Test");
    }

    /** Itself, or by another class of the tests that it refers to, directly or not. */
    private static boolean startsProcess(JavaClass test) {
        Set<JavaClass> known = new HashSet<>(Set.of(test));
        Deque<JavaClass> open = new ArrayDeque<>(known);
        while (!open.isEmpty()) {
            JavaClass next = open.remove();
            for (Dependency dependency : next.getDirectDependenciesFromSelf()) {
                JavaClass target = dependency.getTargetClass().getBaseComponentType();
                if (target.getName().equals("java.lang.ProcessBuilder")) {
                    return true;
                }
                if (tests.contain(target.getName()) && known.add(target)) {
                    open.add(target);
                }
            }
        }
        return false;
    }

    private static Set<String> tags(JavaClass test) {
        Set<String> tags = new HashSet<>();
        for (JavaClass one : Stream.concat(Stream.of(test), test.getAllRawSuperclasses().stream())
                .toList()) {
            one.tryGetAnnotationOfType(Tag.class).ifPresent(tag -> tags.add(tag.value()));
            one.tryGetAnnotationOfType(Tags.class)
                    .ifPresent(several -> Stream.of(several.value()).forEach(tag -> tags.add(tag.value())));
        }
        return tags;
    }
}
