package com.example.shop;

import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.environment.ProviderSettings;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.Environment.EnvironmentClaim;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.EnvironmentProvider;
import dev.crossfire.spi.EnvironmentProvider.NoRole;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.RunClock;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** A folder of flags that a shop reads: while there is a file, the shop is closed for maintenance. */
public record MaintenanceFlags(Path folder, RunClock clock) implements Environment {
    static final Capability MAINTENANCE = new Capability("maintenance");
    static final Target SHOP = new Target("shop", "flags:shop", "shop", null, Set.of(MAINTENANCE), Map.of());
    static final Target PRINTER = new Target("printer", "flags:printer", "printer", null, Set.of(), Map.of());

    public record Settings(String folder) {}

    public static final class Provider implements EnvironmentProvider<Settings, NoRole> {
        @Override
        public String name() {
            return "flags";
        }

        @Override
        public String summary() {
            return "A folder of flags that a shop reads";
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
        public Environment open(EnvironmentSpec environment, ProviderSettings<Settings, NoRole> own, RunClock clock) {
            return new MaintenanceFlags(Path.of(own.settings().folder()), clock);
        }
    }

    /** The flag of one fault; its file's name contains the run, so that any process finds it. */
    record Flag(Path file) {
        void set() throws FaultException {
            changing(() -> Files.writeString(file, ""));
        }

        boolean isSet() {
            return Files.exists(file);
        }

        void remove() throws FaultException {
            changing(() -> Files.deleteIfExists(file));
        }

        private interface Change {
            void make() throws IOException;
        }

        private static void changing(Change change) throws FaultException {
            try {
                change.make();
            } catch (IOException failed) {
                throw new FaultException("the flag cannot be changed: " + failed, failed);
            }
        }
    }

    /** The means that the fault asks the environment for. */
    interface Flags {
        Flag of(String run, String fault);
    }

    @Override
    public <T> T capability(Target target, Class<T> type) throws FaultException {
        if (!target.capabilities().contains(MAINTENANCE) || type != Flags.class) {
            throw new FaultException(target.type() + " offers no " + type.getSimpleName());
        }
        Flags flags = (run, fault) -> new Flag(folder.resolve(run + "--" + fault));
        return type.cast(flags);
    }

    @Override
    public Inventory inventory() {
        return new Inventory("maintenance-flags", List.of(), List.of(SHOP, PRINTER));
    }

    @Override
    public List<Leftover> leftovers() throws FaultException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> leftover(file.getFileName().toString())).toList();
        } catch (IOException failed) {
            throw new FaultException("the flags cannot be read: " + failed, failed);
        }
    }

    private static Leftover leftover(String file) {
        int middle = file.lastIndexOf("--");
        return new Leftover(file.substring(0, middle), file.substring(middle + 2), file, "a maintenance flag");
    }

    @Override
    public void clear(Leftover leftover) throws FaultException {
        new Flag(folder.resolve(leftover.id())).remove();
    }

    @Override
    public EnvironmentClaim claim(String run, Duration forAtMost) {
        // Only one person uses this folder. A shared one needs a file with the run's name and a time of expiry.
        return new EnvironmentClaim() {
            @Override
            public void renew() {}

            @Override
            public void release() {}
        };
    }

    @Override
    public void close() {}
}
