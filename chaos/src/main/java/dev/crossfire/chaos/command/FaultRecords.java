package dev.crossfire.chaos.command;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.crossfire.spi.FaultException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The faults that commands may have injected from this machine and that are not proven healed: a file each, written before
 * the command is started.
 */
final class FaultRecords {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Path folder;
    private final String environment;

    /**
     * The records of one environment.
     *
     * @param folder of all environments; made when the first fault is recorded
     */
    FaultRecords(Path folder, String environment) {
        this.folder = folder.resolve(name(environment));
        this.environment = environment;
    }

    /**
     * One fault; holds no secret.
     *
     * @param roles the roles that it is injected into
     * @param values what its commands may use
     * @param process the command that injects it, while it runs; null before and after
     */
    record FaultRecord(
            String run,
            String fault,
            String capability,
            List<String> roles,
            Map<String, String> values,
            @Nullable RunningCommand process) {
        FaultRecord {
            roles = List.copyOf(roles);
            values = Map.copyOf(values);
        }

        FaultRecord running(@Nullable RunningCommand command) {
            return new FaultRecord(run, fault, capability, roles, values, command);
        }

        /** As text, for the handle of a fault. */
        String text() {
            try {
                return JSON.writeValueAsString(running(null));
            } catch (JsonProcessingException impossible) {
                throw new IllegalStateException("a record of texts alone has no JSON", impossible);
            }
        }

        /** Reads {@link #text} back. */
        static FaultRecord parse(String text) throws FaultException {
            try {
                return JSON.readValue(text, FaultRecord.class);
            } catch (JsonProcessingException foreign) {
                throw new FaultException("the record of a fault is damaged; heal it by its commands by hand", foreign);
            }
        }
    }

    /**
     * A process, by what no other has.
     *
     * @param started in milliseconds since the epoch; 0 when the system does not report it
     */
    record RunningCommand(long pid, long started) {
        static RunningCommand of(ProcessHandle process) {
            return new RunningCommand(process.pid(), start(process));
        }

        /** The process, if it still runs. */
        Optional<ProcessHandle> find() {
            return ProcessHandle.of(pid).filter(process -> process.isAlive() && start(process) == started);
        }

        private static long start(ProcessHandle process) {
            return process.info().startInstant().map(at -> at.toEpochMilli()).orElse(0L);
        }
    }

    /**
     * Writes a record so that it survives a crash of the machine; replaces an earlier one of the same fault.
     *
     * @throws FaultException when it cannot be written; nothing may be injected then
     */
    void write(FaultRecord written) throws FaultException {
        if (!folder.isAbsolute()) {
            throw new FaultException("missing a home folder, in which what undoes " + written.fault()
                    + " is recorded; name one by JAVA_TOOL_OPTIONS=-Duser.home=DIR");
        }
        Path file = file(written.run(), written.fault());
        Path next = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.createDirectories(folder);
            try (FileChannel channel = FileChannel.open(
                    next, StandardOpenOption.CREATE, StandardOpenOption.WRITE, StandardOpenOption.TRUNCATE_EXISTING)) {
                ByteBuffer bytes =
                        ByteBuffer.wrap(JSON.writeValueAsString(written).getBytes(StandardCharsets.UTF_8));
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException full) {
            throw new FaultException(
                    "what undoes " + written.fault() + " cannot be recorded in " + file + ": " + full
                            + "; make that folder writable",
                    full);
        }
    }

    /** The record of a fault; empty for one that is healed or was never prepared here. */
    Optional<FaultRecord> find(String run, String fault) throws FaultException {
        return read(file(run, fault));
    }

    /** Every record of the environment. */
    List<FaultRecord> all() throws FaultException {
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        List<FaultRecord> all = new ArrayList<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".json"))
                    .sorted()
                    .toList()) {
                read(file).ifPresent(all::add);
            }
        } catch (IOException unreadable) {
            throw new FaultException(
                    "what commands may have left in " + environment + " cannot be read from " + folder + ": "
                            + unreadable,
                    unreadable);
        }
        return all;
    }

    /** The file whose lock a run holds while it uses the environment. */
    Path claimFile() throws IOException {
        Files.createDirectories(folder);
        return folder.resolve("claim");
    }

    /** Deletes the record of a fault that is proven healed. */
    void delete(String run, String fault) throws FaultException {
        try {
            Files.deleteIfExists(file(run, fault));
        } catch (IOException stuck) {
            throw new FaultException("the record of " + fault + " cannot be deleted: " + stuck, stuck);
        }
    }

    private Optional<FaultRecord> read(Path file) throws FaultException {
        try {
            return Optional.of(FaultRecord.parse(Files.readString(file)));
        } catch (NoSuchFileException healed) {
            return Optional.empty();
        } catch (IOException unreadable) {
            throw new FaultException("the record " + file + " cannot be read: " + unreadable, unreadable);
        }
    }

    private Path file(String run, String fault) {
        return folder.resolve(name(run) + "." + name(fault) + ".json");
    }

    /** A name as a file's: what a folder may not contain is replaced, and the hash keeps two names apart. */
    private static String name(String text) {
        String plain = text.replaceAll("[^A-Za-z0-9_-]", "_");
        return plain.equals(text) ? plain : plain + "-" + Integer.toHexString(text.hashCode());
    }
}
