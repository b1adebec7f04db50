package dev.crossfire.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.guardian.FolderEnvironment;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Kinds;
import dev.crossfire.testkit.FakeEnvironment;
import dev.crossfire.testkit.FakeEnvironment.FakeProvider;
import dev.crossfire.testkit.MachineClock;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CombinedEnvironmentTest {
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @TempDir
    Path folder;

    private final FakeProvider fake = new FakeProvider();
    private final Kinds kinds = new Kinds(List.of(), List.of(), List.of(fake, new FolderEnvironment.Kind()));

    private EnvironmentSpec spec(String password) {
        return new EnvironmentSpec(
                "both",
                null,
                false,
                Limits.NONE,
                Map.of(
                        "fake",
                        new ProviderSettings<>(new FakeProvider.Settings()),
                        "folder",
                        new ProviderSettings<>(
                                new FolderEnvironment.Kind.Settings(folder.toString(), new Secret(password)))));
    }

    private Environment open() throws EnvironmentException {
        return CombinedEnvironment.open(spec("sesame"), kinds, false, new MachineClock());
    }

    @Test
    void theInventoryIsThatOfAllProvidersAndEachReachesItsOwnTargets() throws Exception {
        try (Environment both = open()) {
            assertThat(both.inventory().targets())
                    .extracting(Target::type)
                    .containsExactly("fake:thing", "fake:rock", "folder:thing");
            assertThat(both.current()).isEqualTo(both.inventory());
            assertThat(both.partOf(FakeEnvironment.THING)).isInstanceOf(FakeEnvironment.class);
            assertThat(both.partOf(both.inventory().targets().get(2))).isInstanceOf(FolderEnvironment.class);
        }
    }

    @Test
    void leftoversOfAllProvidersAreFoundAndCleared() throws Exception {
        fake.left.add(new Leftover("run-1", "f", "x", "a broken thing"));
        Files.writeString(folder.resolve("run-1--f--broken"), "");
        try (Environment both = open()) {
            List<Leftover> left = both.leftovers();
            assertThat(left).extracting(Leftover::id).containsExactly("fake:x", "folder:run-1--f--broken");
            for (Leftover one : left) {
                both.clear(one);
            }
            assertThat(both.leftovers()).isEmpty();
            assertThat(fake.left).isEmpty();
            assertThat(folder).isEmptyDirectory();
        }
    }

    @Test
    void aClaimThatOneProviderRefusesIsTakenBackFromTheOthers() throws Exception {
        try (Environment both = open()) {
            both.claim("run-1", MINUTE).release();
            assertThat(both.leftovers()).isEmpty();
            both.claim("run-1", MINUTE);
            assertThatThrownBy(() -> both.claim("run-2", MINUTE))
                    .isInstanceOf(FaultException.class)
                    .hasMessage("fake: claimed by run run-1");
            assertThat(both.leftovers()).extracting(Leftover::run).containsOnly("run-1");
        }
    }

    @Test
    void aProviderThatCannotBeReachedIsNamed() {
        assertThatThrownBy(() -> CombinedEnvironment.open(spec("wrong"), kinds, false, new MachineClock()))
                .isInstanceOf(EnvironmentException.class)
                .hasMessageStartingWith("folder: ");
    }

    @Test
    void aProviderThatCannotBeReachedKeepsNoOtherFromBeingHealed() throws Exception {
        fake.left.add(new Leftover("run-1", "f", "x", "a broken thing"));
        try (Environment both = CombinedEnvironment.open(spec("wrong"), kinds, true, new MachineClock())) {
            assertThat(both.parts().get(0).leftovers()).hasSize(1);
            assertThatThrownBy(() -> both.parts().get(1).leftovers())
                    .isInstanceOf(FaultException.class)
                    .hasMessageStartingWith("folder: ");
            assertThatThrownBy(both::leftovers).as("the guardian's first look").isInstanceOf(FaultException.class);
        }
    }

    @Test
    void anAddressAloneIsAnEnvironmentWithoutTargets() throws Exception {
        EnvironmentSpec bare = new EnvironmentSpec("bare", null, false, Limits.NONE, Map.of());
        try (Environment none = CombinedEnvironment.open(bare, kinds, false, new MachineClock())) {
            assertThat(none.inventory().targets()).isEmpty();
            assertThat(none.leftovers()).isEmpty();
            none.claim("run-1", MINUTE).release();
        }
    }
}
