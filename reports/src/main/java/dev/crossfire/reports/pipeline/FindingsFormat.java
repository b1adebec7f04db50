package dev.crossfire.reports.pipeline;

import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.spi.Format;
import java.io.IOException;
import java.util.List;

/** A format of one pipeline's service that lists what did not pass; written when its name is given. */
public abstract class FindingsFormat implements Format {
    private final String name;
    private final String fileName;

    protected FindingsFormat(String name, String fileName) {
        this.name = name;
        this.fileName = fileName;
    }

    /**
     * The file's content.
     *
     * @param findings none when all passed
     */
    protected abstract String text(Verdict verdict, List<Finding> findings);

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final boolean isDefault() {
        return false;
    }

    @Override
    public final String fileName() {
        return fileName;
    }

    @Override
    public final void write(RunDirectory run) throws IOException {
        AtomicFile.write(run.file(fileName), text(run.verdict(), Finding.of(run)));
    }

    @Override
    public final void write(RepeatDirectory all) throws IOException {
        AtomicFile.write(all.file(fileName), text(all.verdict(), Finding.of(all)));
    }
}
