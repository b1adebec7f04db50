package dev.crossfire.conductor;

import dev.crossfire.evidence.Journal;
import dev.crossfire.fake.FakeTime;
import dev.crossfire.testkit.FakeFault;
import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A journal, a fault whose behaviour can be set, and a time that passes when no thread has anything to do. */
abstract class MadeUpTime {
    final FakeTime time = new FakeTime();
    final FakeFault kind = new FakeFault(time::now);

    @TempDir
    Path directory;

    Path file;
    Journal journal;

    @BeforeEach
    void openJournal() throws IOException {
        file = directory.resolve("journal.jsonl");
        journal = new Journal(file);
    }

    @AfterEach
    void close() throws IOException {
        time.close();
        journal.close();
    }
}
