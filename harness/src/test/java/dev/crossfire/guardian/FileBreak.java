package dev.crossfire.guardian;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.spi.Absence;
import dev.crossfire.spi.Arming;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.Sighting;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A fault that is a file: it is there until it is healed, whoever dies. */
public final class FileBreak implements FaultKind<FileBreak.Settings> {
    static final String NAME = "file-break";
    static final Capability FILES = new Capability("files");

    /** It has none. */
    public record Settings() implements FaultSettings {}

    @Override
    public Fault arm(Arming<Settings> arming) throws FaultException {
        folder(arming).make(arming.run(), arming.fault(), "ready");
        return new Broken(arming);
    }

    @Override
    public void heal(Arming<Settings> arming, Map<String, String> handle) throws FaultException {
        folder(arming).remove(arming.run(), arming.fault());
    }

    @Override
    public Absence prove(Arming<Settings> arming, Map<String, String> handle) {
        boolean there = folder(arming).holds(arming.run(), arming.fault());
        return new Absence(!there, there ? "there is a file" : "there is no file");
    }

    private static FolderEnvironment folder(Arming<Settings> arming) {
        return (FolderEnvironment) arming.environment();
    }

    private record Broken(Arming<Settings> arming) implements Fault {
        @Override
        public Map<String, String> handle() {
            return Map.of("file", arming.fault());
        }

        @Override
        public void inject() throws FaultException {
            folder(arming).make(arming.run(), arming.fault(), "broken");
        }

        @Override
        public Sighting look() {
            boolean there = folder(arming).holds(arming.run(), arming.fault());
            return new Sighting(!there, there, !there, there ? "there is a file" : "there is no file");
        }

        @Override
        public void close() {}
    }

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public String summary() {
        return "makes a file, for tests";
    }

    @Override
    public Class<Settings> settings() {
        return Settings.class;
    }

    @Override
    public Set<Capability> needs() {
        return Set.of(FILES);
    }

    @Override
    public boolean lasts() {
        return false;
    }

    @Override
    public Duration longest(FaultSpec spec) {
        return Duration.ofMinutes(1);
    }

    @Override
    public @Nullable String irreversible(FaultSpec spec) {
        return null;
    }

    @Override
    public double costDollars(FaultSpec spec, int targets) {
        return 0;
    }

    @Override
    public String confirmedBy() {
        return "the file is there";
    }

    @Override
    public String healedBy() {
        return "the file is deleted";
    }
}
