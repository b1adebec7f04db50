package dev.crossfire.guardian;

import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.model.environment.Secret;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.EnvironmentClaim;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.EnvironmentException;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.EnvironmentProvider.NoRole;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import dev.crossfire.time.SystemTime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** An environment that outlives every process: a folder, in which each file is something broken, made ready or held. */
public final class FolderEnvironment implements Environment {
    /** The one thing in it. */
    static final Target THING = new Target("thing", "folder:thing", "thing-1", null, Set.of(FileBreak.FILES), Map.of());

    private static final String BETWEEN = "--";

    private final Path folder;

    private FolderEnvironment(Path folder) {
        this.folder = folder;
    }

    /** The kind {@code folder}. */
    public static class Kind implements EnvironmentProvider<Kind.Settings, NoRole> {
        /** Where it is, and a secret without which it does not open. */
        public record Settings(String folder, Secret password) {}

        @Override
        public String name() {
            return "folder";
        }

        @Override
        public String summary() {
            return "A folder, for tests";
        }

        @Override
        public Class<Settings> settings() {
            return Settings.class;
        }

        @Override
        public Class<NoRole> role() {
            return NoRole.class;
        }

        @Override
        public Environment open(EnvironmentSpec environment, ProviderSettings<Settings, NoRole> own, RunClock clock)
                throws EnvironmentException {
            if (!own.settings().password().reveal().equals("sesame")) {
                throw new EnvironmentException("another password is invalid; expected the right one");
            }
            return new FolderEnvironment(Path.of(own.settings().folder()));
        }
    }

    /**
     * The kind {@code folder} once no target plays the role {@code thing}: it can be healed there, and nothing else.
     */
    static final class BrokenKind extends Kind {
        @Override
        public Environment open(EnvironmentSpec environment, ProviderSettings<Settings, NoRole> own, RunClock clock)
                throws EnvironmentException {
            throw new EnvironmentException("found nothing that plays thing");
        }

        @Override
        public Environment openToHeal(
                EnvironmentSpec environment, ProviderSettings<Settings, NoRole> own, RunClock clock)
                throws EnvironmentException {
            return super.open(environment, own, clock);
        }
    }

    void make(String run, String fault, String what) throws FaultException {
        write(run + BETWEEN + fault + BETWEEN + what);
    }

    boolean holds(String run, String fault) {
        return Files.exists(folder.resolve(run + BETWEEN + fault + BETWEEN + "broken"))
                || Files.exists(folder.resolve(run + BETWEEN + fault + BETWEEN + "ready"));
    }

    void remove(String run, String fault) throws FaultException {
        delete(run + BETWEEN + fault + BETWEEN + "broken");
        delete(run + BETWEEN + fault + BETWEEN + "ready");
    }

    @Override
    public List<Leftover> leftovers() throws FaultException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Leftover> left = new ArrayList<>();
            for (Path file : files.sorted().toList()) {
                String name = file.getFileName().toString();
                String[] parts = name.split(BETWEEN, 3);
                left.add(new Leftover(parts[0], parts[1], name, parts[2]));
            }
            return left;
        } catch (IOException unreadable) {
            throw new FaultException("the folder cannot be read: " + unreadable, unreadable);
        }
    }

    @Override
    public void clear(Leftover leftover) throws FaultException {
        delete(leftover.id());
    }

    @Override
    public EnvironmentClaim claim(String run, Duration forAtMost) throws FaultException {
        String name = run + BETWEEN + BETWEEN + "hold";
        write(name);
        return new EnvironmentClaim() {
            @Override
            public void renew() throws FaultException {
                write(name);
            }

            @Override
            public void release() throws FaultException {
                delete(name);
            }
        };
    }

    private void write(String name) throws FaultException {
        try {
            Files.writeString(folder.resolve(name), "");
        } catch (IOException unwritable) {
            throw new FaultException("the folder cannot be written: " + unwritable, unwritable);
        }
    }

    private void delete(String name) throws FaultException {
        try {
            Files.deleteIfExists(folder.resolve(name));
        } catch (IOException stuck) {
            throw new FaultException("the folder cannot be written: " + stuck, stuck);
        }
    }

    @Override
    public Inventory inventory() {
        return new Inventory("folder", List.of(), List.of(THING));
    }

    @Override
    public RunClock clock() {
        return new SystemTime();
    }

    @Override
    public <T> T capability(Target target, Class<T> type) throws FaultException {
        throw new FaultException("a folder offers no " + type.getSimpleName());
    }

    @Override
    public void close() {}
}
