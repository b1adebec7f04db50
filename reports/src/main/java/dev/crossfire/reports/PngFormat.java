package dev.crossfire.reports;

import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.reports.picture.DrillsPicture;
import dev.crossfire.reports.picture.TimelinePicture;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.spi.Format;
import java.io.IOException;

/** The timeline as a picture for chats that show no SVG; drawn without a browser. */
public final class PngFormat implements Format {
    @Override
    public String name() {
        return "png";
    }

    /** Java's fonts take longer to load than everything else takes to write. */
    @Override
    public boolean isDefault() {
        return false;
    }

    @Override
    public String fileName() {
        return "timeline.png";
    }

    @Override
    public void write(RunDirectory run) throws IOException {
        AtomicFile.write(
                run.file(fileName()), TimelinePicture.of(RunStory.read(run)).png());
    }

    @Override
    public void write(RepeatDirectory all) throws IOException {
        AtomicFile.write(all.file(fileName()), DrillsPicture.of(all).png());
    }
}
