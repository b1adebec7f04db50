package dev.crossfire.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.crossfire.chaos.command.CommandProvider;
import dev.crossfire.chaos.command.CommandSettings;
import dev.crossfire.check.EnvironmentCheck;
import dev.crossfire.check.EnvironmentCheck.EnvironmentFindings;
import dev.crossfire.guardian.FolderEnvironment;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.Limits;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.EnvironmentProvider.NoRole;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.Kinds;
import dev.crossfire.spi.RunClock;
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

    private static EnvironmentSpec spec(Map<String, ProviderSettings<?, ?>> providers) {
        return new EnvironmentSpec("both", null, false, Limits.NONE, providers);
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
    void aProviderWhoseTypesDoNotTellItFromOthersIsRefusedBesideThemAndNotAlone() throws Exception {
        Kinds misnamed = new Kinds(List.of(), List.of(), List.of(new CommandProvider(), new RenamedProvider()));
        EnvironmentSpec beside = spec(Map.of(
                "commands",
                new ProviderSettings<>(CommandSettings.DEFAULT),
                "acme",
                new ProviderSettings<>(new FakeProvider.Settings())));
        assertThatThrownBy(() -> CombinedEnvironment.open(beside, misnamed, false, new MachineClock()))
                .isInstanceOf(EnvironmentException.class)
                .hasMessage("the provider 'acme' with targets of type fake:rock, fake:thing beside other providers is"
                        + " invalid; expected types that begin with 'acme:', because a target's type says which"
                        + " provider reaches it; the provider's author can mend this");
        EnvironmentFindings checked = new EnvironmentCheck(misnamed, beside).of(inventory -> {
            throw new AssertionError("it cannot be planned");
        });
        assertThat(checked.ofEnvironment()).singleElement().satisfies(problem -> {
            assertThat(problem.where()).isEqualTo("/acme");
            assertThat(problem.found()).contains("'acme' with targets of type fake:rock, fake:thing");
        });
        EnvironmentSpec alone = spec(Map.of("acme", new ProviderSettings<>(new FakeProvider.Settings())));
        try (Environment one = CombinedEnvironment.open(alone, misnamed, false, new MachineClock())) {
            assertThat(one.inventory().targets()).contains(FakeEnvironment.THING);
        }
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

    /** A provider whose targets' types begin with another name. */
    private static final class RenamedProvider implements EnvironmentProvider<FakeProvider.Settings, NoRole> {
        private final FakeProvider fake = new FakeProvider();

        @Override
        public String name() {
            return "acme";
        }

        @Override
        public String summary() {
            return fake.summary();
        }

        @Override
        public Class<FakeProvider.Settings> settings() {
            return fake.settings();
        }

        @Override
        public Class<NoRole> role() {
            return fake.role();
        }

        @Override
        public DeclaredSettings declared(
                EnvironmentSpec environment, ProviderSettings<FakeProvider.Settings, NoRole> own) {
            return new DeclaredSettings(new FakeEnvironment().inventory(), Map.of(), true);
        }

        @Override
        public Environment open(
                EnvironmentSpec environment, ProviderSettings<FakeProvider.Settings, NoRole> own, RunClock clock) {
            return fake.open(environment, own, clock);
        }
    }
}
