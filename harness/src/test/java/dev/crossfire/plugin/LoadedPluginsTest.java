package dev.crossfire.plugin;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.error.BadInputException;
import dev.crossfire.spi.Format;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.ObjectiveKind;
import dev.crossfire.spi.Plugin;
import dev.crossfire.spi.SpiVersion;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LoadedPluginsTest {
    private static final String FORMAT = """
            package com.example;
            import dev.crossfire.evidence.*;
            import dev.crossfire.spi.Format;
            public class Chat implements Format {
                public String name() { return %s; }
                public String fileName() { return "chat.txt"; }
                public void write(RunDirectory run) {}
                public void write(RepeatDirectory all) {}
            }
            """;

    @TempDir
    Path folder;

    private PlantedPlugin chat(String name, String expression) {
        return new PlantedPlugin(folder.resolve(name))
                .source("com/example/Chat.java", FORMAT.formatted(expression))
                .service(Format.class, "com.example.Chat");
    }

    private LoadedPlugins load(Path... jars) {
        return LoadedPlugins.of(
                Kinds.load(),
                PluginFolders.of(
                        folder.resolve("none"),
                        null,
                        List.of(jars).stream().map(Path::toString).toList()));
    }

    private RefusedPlugin refused(PlantedPlugin plugin) throws IOException {
        LoadedPlugins loaded = load(plugin.jar(folder.resolve("x.jar")));
        assertThat(loaded.refused()).hasSize(1);
        assertThat(loaded.kinds().plugins()).isEmpty();
        RefusedPlugin refused = loaded.refused().get(0);
        assertThat(refused.lines().get(0)).startsWith(folder.resolve("x.jar") + ": ");
        assertThat(refused.remedy()).endsWith(".");
        return refused;
    }

    @Test
    void allFourPartsOfAPluginAreFound() throws Exception {
        Path jar = PlantedPlugin.ofShop(folder.resolve("shop")).jar(folder.resolve("shop-chaos-1.0.jar"));
        Kinds kinds = load(jar).required();

        Plugin plugin = kinds.plugins().get(0);
        assertThat(plugin.name()).isEqualTo("shop-chaos");
        assertThat(plugin.version()).isEqualTo("1.0");
        assertThat(plugin.jar()).isEqualTo(jar);
        assertThat(plugin.spi()).isEqualTo(SpiVersion.CURRENT);
        assertThat(kinds.fault("maintenance")).isPresent();
        assertThat(kinds.objective("failed-requests")).isPresent();
        assertThat(kinds.provider("flags")).isPresent();
        assertThat(kinds.formats()).extracting(Format::name).contains("one-line", "junit");
    }

    @Test
    void aPluginForOtherInterfacesIsRefused() throws Exception {
        for (String version : List.of("2.0", "0.9", "1.1")) {
            assertThat(refused(chat("v" + version, "\"chat\"").manifest(PluginJar.SPI, version))
                            .reason())
                    .contains("version " + version, "1.0");
        }
        assertThat(refused(chat("v", "\"chat\"").manifest(PluginJar.SPI, "newest"))
                        .reason())
                .contains("'newest' is invalid");
    }

    @Test
    void aJarThatIsNoPluginIsRefused() throws Exception {
        assertThat(refused(chat("bare", "\"chat\"").withoutSpi()).remedy()).contains("Crossfire-SPI: 1.0");
        assertThat(refused(new PlantedPlugin(folder.resolve("empty"))).reason()).contains("META-INF/services");
        Path text = Files.writeString(folder.resolve("text.jar"), "no jar");
        assertThat(load(text).refused()).extracting(RefusedPlugin::reason).allMatch(one -> one.contains("as a jar"));
    }

    @Test
    void aClassThatCannotBeMadeIsNamed() throws Exception {
        RefusedPlugin missing =
                refused(new PlantedPlugin(folder.resolve("gone")).service(Format.class, "com.example.Gone"));
        assertThat(missing.className()).isEqualTo("com.example.Gone");
        assertThat(missing.reason()).contains("does not contain it");

        RefusedPlugin other = refused(chat("other", "\"chat\"").service(ObjectiveKind.class, "com.example.Chat"));
        assertThat(other.reason()).contains("does not implement dev.crossfire.spi.ObjectiveKind");

        RefusedPlugin failing = refused(new PlantedPlugin(folder.resolve("failing"))
                .source(
                        "com/example/Failing.java",
                        FORMAT.formatted("\"chat\"")
                                .replace("class Chat", "class Failing")
                                .replace(
                                        "{\n    public String name",
                                        "{\n    public Failing() { throw new IllegalStateException(\"no licence\"); }\n    public String name"))
                .service(Format.class, "com.example.Failing"));
        assertThat(failing.reason()).contains("constructor failed", "no licence");

        assertThat(refused(chat("mute", "((Object) null).toString()")).reason()).contains("does not tell its name");
    }

    @Test
    void whatAPluginLacksIsFoundBeforeItIsNeeded() throws Exception {
        RefusedPlugin library = refused(chat("library", "com.lib.Names.of()")
                .source(
                        "com/lib/Names.java",
                        "package com.lib; public class Names { public static String of() { return \"\"; } }")
                .leftOut("com/lib/"));
        assertThat(library.className()).isEqualTo("com.example.Chat");
        assertThat(library.reason()).contains("com.lib.Names", "missing");

        RefusedPlugin method = refused(chat("method", "dev.crossfire.spi.SpiVersion.renamed()")
                .source(
                        "dev/crossfire/spi/SpiVersion.java",
                        "package dev.crossfire.spi; public class SpiVersion { public static String renamed() { return \"\"; } }")
                .leftOut("dev/crossfire/"));
        assertThat(method.reason()).contains("dev.crossfire.spi.SpiVersion.renamed", "does not have in that form");

        RefusedPlugin unimplemented = refused(new PlantedPlugin(folder.resolve("older"))
                .source(
                        "dev/crossfire/spi/Format.java",
                        "package dev.crossfire.spi; public interface Format { String name(); }")
                .source(
                        "com/example/Older.java",
                        "package com.example; public class Older implements dev.crossfire.spi.Format {"
                                + " public String name() { return \"older\"; } }")
                .leftOut("dev/crossfire/")
                .service(Format.class, "com.example.Older"));
        assertThat(unimplemented.reason()).contains("lacks method", "dev.crossfire.spi.Format");
    }

    @Test
    void crossfiresOwnClassesAreNotReplaced() throws Exception {
        RefusedPlugin packed = refused(chat("packed", "dev.crossfire.model.Mine.NAME")
                .source(
                        "dev/crossfire/model/Mine.java",
                        "package dev.crossfire.model; public class Mine { public static final String NAME = \"\"; }"));
        assertThat(packed.className()).isEqualTo("dev.crossfire.model.Mine");
        assertThat(packed.remedy()).contains("provided");
    }

    @Test
    void eachPluginHasItsOwnLibraries() throws Exception {
        Path first = withLibrary("first").jar(folder.resolve("first.jar"));
        Path second = withLibrary("second").jar(folder.resolve("second.jar"));
        Kinds kinds = load(first, second).required();

        assertThat(kinds.formats()).extracting(Format::name).contains("first", "second");
        // A library that Crossfire has, too: the plug-in gets its own, and Crossfire keeps its own.
        Class<?> ours = Class.forName("com.fasterxml.jackson.core.JsonFactory");
        for (Plugin plugin : kinds.plugins()) {
            ClassLoader loader = plugin.formats().get(0).getClass().getClassLoader();
            assertThat(loader.loadClass(ours.getName())).isNotSameAs(ours);
        }
    }

    private PlantedPlugin withLibrary(String value) {
        String library =
                "package com.fasterxml.jackson.core; public class JsonFactory { public static String name() { return \""
                        + value + "\"; } }";
        return chat(value, "com.fasterxml.jackson.core.JsonFactory.name()")
                .source("com/fasterxml/jackson/core/JsonFactory.java", library);
    }

    @Test
    void ofTwoWithOneNameNeitherIsTaken() throws Exception {
        Path one = chat("one", "\"chat\"").jar(folder.resolve("one.jar"));
        Path two = chat("two", "\"chat\"").jar(folder.resolve("two.jar"));
        LoadedPlugins loaded = load(one, two);

        assertThat(loaded.kinds().plugins()).isEmpty();
        assertThat(loaded.refused()).hasSize(2);
        assertThat(loaded.refused().get(0).reason()).contains("a report format chat", two.toString());
        assertThat(loaded.refused().get(1).reason()).contains("a report format chat", one.toString());
        assertThatThrownBy(loaded::required)
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("two.jar");
    }

    @Test
    void aNameOfCrossfiresOwnIsTaken() throws Exception {
        assertThat(refused(chat("junit", "\"junit\"")).reason()).contains("a report format junit", "Crossfire itself");
    }

    @Test
    void jarsAreFoundInFoldersOnceEach() throws Exception {
        Path installed = folder.resolve("plugins");
        Path jar = chat("once", "\"chat\"").jar(installed.resolve("once.jar"));
        Files.writeString(installed.resolve("readme.txt"), "no jar");
        Files.createDirectories(installed.resolve("lib"));
        Files.createSymbolicLink(installed.resolve("again.jar"), jar);
        PluginFolders found =
                PluginFolders.of(installed, installed + ":" + folder.resolve("nowhere"), List.of(jar.toString()));

        assertThat(found.jars()).hasSize(1);
        assertThat(found.missing()).hasSize(1);
        assertThat(found.missing().get(0).lines().get(0))
                .isEqualTo(folder.resolve("nowhere")
                        + ": CROSSFIRE_PLUGINS names it, and there is neither a folder nor a jar");
        assertThat(PluginFolders.of(folder.resolve("nowhere"), null, List.of()).missing())
                .as("an installation may have no plug-ins")
                .isEmpty();
    }
}
