package dev.crossfire.maven;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.properties.HasName.Predicates.nameMatching;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.crossfire.junit.DrillVerdict;
import dev.crossfire.testkit.SampleRun;
import java.io.File;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The plug-in knows Maven, and of Crossfire only what starts it and reads its verdict. */
@AnalyzeClasses(packages = "dev.crossfire.maven", importOptions = ImportOption.DoNotIncludeTests.class)
class DependenciesTest {
    @ArchTest
    static final ArchRule THE_PLUG_IN_IS_THIN = classes()
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                            "java..",
                            "org.jspecify..",
                            "org.apache.maven.plugin..",
                            "org.apache.maven.plugins..",
                            "dev.crossfire.maven..",
                            "dev.crossfire.junit.process..")
                    .or(nameMatching("dev[.]crossfire[.]junit[.]DrillVerdict([$].*)?")));

    /** JUnit comes with the JUnit extension's users, and Maven is none of them. */
    @Test
    void aVerdictIsReadWithoutJUnit(@TempDir Path folder) throws Exception {
        Path run = SampleRun.FAIL.write(folder.resolve("run")).path();
        URL[] withoutJUnit = Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
                .map(Path::of)
                .filter(path -> !path.toString().matches(".*/org/(junit|opentest4j)/.*"))
                .map(DependenciesTest::url)
                .toArray(URL[]::new);
        try (URLClassLoader loader = new URLClassLoader(withoutJUnit, ClassLoader.getPlatformClassLoader())) {
            Class<?> verdict = loader.loadClass(DrillVerdict.class.getName());
            Optional<?> read = (Optional<?>) verdict.getMethod("in", Path.class).invoke(null, run);
            assertThat(verdict.getMethod("explanation").invoke(read.orElseThrow()))
                    .asString()
                    .contains("buyers-recover");
        }
    }

    private static URL url(Path path) {
        try {
            return path.toUri().toURL();
        } catch (MalformedURLException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
