package dev.crossfire.reports;

import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.reports.picture.DrillsPicture;
import dev.crossfire.reports.picture.TimelinePicture;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.spi.Format;
import java.io.IOException;

/** The timeline as a picture that any viewer shows, 800 pixels wide. */
public final class SvgFormat implements Format {
    /** Its file, to which summaries refer. */
    public static final String FILE = "timeline.svg";

    @Override
    public String name() {
        return "svg";
    }

    @Override
    public String fileName() {
        return FILE;
    }

    @Override
    public void write(RunDirectory run) throws IOException {
        AtomicFile.write(run.file(FILE), TimelinePicture.of(RunStory.read(run)).svg());
    }

    @Override
    public void write(RepeatDirectory all) throws IOException {
        AtomicFile.write(all.file(FILE), DrillsPicture.of(all).svg());
    }
}
