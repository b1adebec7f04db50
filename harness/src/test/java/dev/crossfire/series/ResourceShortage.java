package dev.crossfire.series;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.opentest4j.TestAbortedException;

/** Takes from a run what it needs: space on its disk, file descriptors, a clock that goes on. */
final class ResourceShortage {
    private static final int MOST_LEFT = 64 << 10;
    private static final int LONGEST_STEP_SECONDS = 3600;

    /** Adds what the file holds, in seconds, to the wall clock of every process that loads it. */
    private static final String CLOCK_SOURCE = """
        #define _GNU_SOURCE
        #include <dlfcn.h>
        #include <fcntl.h>
        #include <stdint.h>
        #include <stdlib.h>
        #include <sys/mman.h>
        #include <time.h>
        static volatile int64_t *offset;
        static int (*real)(clockid_t, struct timespec *);
        __attribute__((constructor)) static void begin(void) {
            int file = open(getenv("CLOCK_OFFSET"), O_RDONLY);
            void *page = file < 0 ? MAP_FAILED : mmap(0, 8, PROT_READ, MAP_SHARED, file, 0);
            if (page != MAP_FAILED) offset = page;
            real = dlsym(RTLD_NEXT, "clock_gettime");
        }
        int clock_gettime(clockid_t clock, struct timespec *time) {
            if (!real) real = dlsym(RTLD_NEXT, "clock_gettime");
            int result = real(clock, time);
            if (clock == CLOCK_REALTIME && offset) time->tv_sec += *offset;
            return result;
        }
        """;

    private final Victim victim;

    ResourceShortage(Victim victim) {
        this.victim = victim;
    }

    /** Leaves little or no space on the run's file system. */
    void fillDisk(Path folder, int number) throws IOException {
        Path disk = folder.resolve(RunPlace.DISK);
        byte[] block = new byte[4096];
        long left = new SplittableRandom(number).nextBoolean() ? 0 : MOST_LEFT;
        try (OutputStream filler = Files.newOutputStream(disk.resolve("filler"))) {
            while (Files.getFileStore(disk).getUsableSpace() > left) {
                filler.write(block);
            }
        } catch (IOException full) {
            if (Files.getFileStore(disk).getUsableSpace() > MOST_LEFT) {
                throw full;
            }
        }
    }

    /** Lets the conductor keep the files and connections that it has, and open no other. */
    void exhaustDescriptors() throws IOException {
        long pid = victim.conductor().pid();
        long open;
        try (Stream<Path> descriptors = Files.list(Path.of("/proc", Long.toString(pid), "fd"))) {
            open = descriptors.count();
        } catch (IOException absent) {
            throw new TestAbortedException("open files cannot be counted on this system", absent);
        }
        if (exitCode("prlimit", "--pid", Long.toString(pid), "--nofile=" + open) != 0) {
            throw new TestAbortedException("the limit of a process's files cannot be changed here; it takes prlimit");
        }
    }

    /** Builds what lets the wall clock of one run be set, and returns the variables that load it. */
    static Map<String, String> clockThatCanBeSet(Path folder) throws IOException {
        Path source = Files.writeString(folder.resolve("clock.c"), CLOCK_SOURCE);
        Path library = folder.resolve("clock.so");
        if (exitCode("cc", "-shared", "-fPIC", "-O1", "-o", library.toString(), source.toString(), "-ldl") != 0) {
            throw new TestAbortedException("no C compiler here, to build a clock that can be set");
        }
        Path offset = offset(folder);
        Files.write(offset, new byte[Long.BYTES]);
        return Map.of("LD_PRELOAD", library.toString(), "CLOCK_OFFSET", offset.toString());
    }

    /** Sets it back or forth, by up to an hour. */
    static void setClock(Path folder, int number) throws IOException {
        int seconds = new SplittableRandom(number).nextInt(-LONGEST_STEP_SECONDS, LONGEST_STEP_SECONDS);
        ByteBuffer bytes =
                ByteBuffer.allocate(Long.BYTES).order(ByteOrder.nativeOrder()).putLong(seconds);
        // In place: the processes have mapped this file.
        Files.write(offset(folder), bytes.array(), StandardOpenOption.WRITE);
    }

    private static Path offset(Path folder) {
        return folder.resolve("clock-offset");
    }

    /** Runs a command of the system; 127 where there is none. */
    static int exitCode(String... command) {
        try {
            return new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start()
                    .onExit()
                    .join()
                    .exitValue();
        } catch (IOException absent) {
            return 127;
        }
    }
}
