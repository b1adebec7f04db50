package dev.crossfire.guardian;

import dev.crossfire.model.Capability;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.FaultSpec;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import dev.crossfire.spi.ProbeResult;
import java.time.Duration;
import java.util.Map;
import java.util.Set;

/** A fault that is a file: it exists until it is healed, whichever process dies. */
public final class FileBreak implements FaultKind<FileBreak.Settings> {
    static final String NAME = "file-break";
    static final Capability FILES = new Capability("files");

    /** It has none. */
    public record Settings() implements FaultSettings {}

    @Override
    public Fault arm(FaultContext<Settings> context) throws FaultException {
        folder(context).make(context.run(), context.fault(), "ready");
        return new Broken(context);
    }

    @Override
    public void heal(FaultContext<Settings> context, Map<String, String> handle) throws FaultException {
        folder(context).remove(context.run(), context.fault());
    }

    @Override
    public ClearedStatus verifyCleared(FaultContext<Settings> context, Map<String, String> handle) {
        boolean there = folder(context).holds(context.run(), context.fault());
        return new ClearedStatus(!there, there ? "there is a file" : "there is no file");
    }

    private static FolderEnvironment folder(FaultContext<Settings> context) {
        return (FolderEnvironment) context.environment();
    }

    private record Broken(FaultContext<Settings> context) implements Fault {
        @Override
        public Map<String, String> handle() {
            return Map.of("file", context.fault());
        }

        @Override
        public void inject() throws FaultException {
            folder(context).make(context.run(), context.fault(), "broken");
        }

        @Override
        public ProbeResult probe() {
            boolean there = folder(context).holds(context.run(), context.fault());
            return new ProbeResult(!there, there, !there, there ? "there is a file" : "there is no file");
        }

        @Override
        public void close() {}
    }

    @Override
    public FaultDescription<Settings> description() {
        return new FaultDescription<>(
                NAME,
                "makes a file, for tests",
                Settings.class,
                Set.of(FILES),
                FaultDescription.DurationRule.NONE,
                null,
                "the file is there",
                "the file is deleted");
    }

    @Override
    public Duration maxDuration(FaultSpec spec) {
        return Duration.ofMinutes(1);
    }
}
