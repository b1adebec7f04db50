package dev.crossfire.junit.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CacheFolderTest {
    @TempDir
    Path folder;

    private final Properties properties = new Properties();

    /** Java calls the home of a user without one "?", as in containers that run as any user. */
    @Test
    void withoutAHomeFolderTheMessageNamesTheVariableAndNothingIsWrittenBesideTheTests() {
        properties.setProperty("user.home", "?");
        assertThatThrownBy(() -> CacheFolder.make(new Surroundings(properties, Map.of())))
                .isInstanceOf(IOException.class)
                .hasMessage("this user has no home folder; set XDG_CACHE_HOME to a folder that can be written");
        assertThat(Path.of("?")).doesNotExist();
    }

    @Test
    void theVariableComesBeforeTheHomeFolder() throws IOException {
        properties.setProperty("user.home", folder.resolve("home").toString());
        assertThat(CacheFolder.make(new Surroundings(
                        properties,
                        Map.of("XDG_CACHE_HOME", folder.resolve("cache").toString()))))
                .isEqualTo(folder.resolve("cache/crossfire"));
        assertThat(CacheFolder.make(new Surroundings(properties, Map.of())))
                .isEqualTo(folder.resolve("home/.cache/crossfire"));
    }
}
