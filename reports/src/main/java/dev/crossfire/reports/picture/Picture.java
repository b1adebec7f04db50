package dev.crossfire.reports.picture;

import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.reports.words.OutcomeMarks;
import dev.crossfire.reports.words.Redactor;
import java.io.IOException;
import java.util.function.Consumer;

/** A picture of 800 pixels, to be written in one format or another. */
public final class Picture {
    static final double WIDTH = 800;
    static final int LONGEST_NAME = 60;

    private final String title;
    private final String description;
    private final double height;
    private final Consumer<Canvas> drawing;

    /** @param description the picture's text for screen readers */
    Picture(Verdict verdict, String description, double height, Consumer<Canvas> drawing) {
        title = OutcomeMarks.word(verdict.outcome()) + ": " + Redactor.text(verdict.scenario(), LONGEST_NAME);
        this.description = description;
        this.height = height;
        this.drawing = drawing;
    }

    /** As an SVG document. */
    public String svg() {
        SvgCanvas canvas = new SvgCanvas(WIDTH, height, title, description);
        drawing.accept(canvas);
        return canvas.finish();
    }

    /**
     * As a PNG file's content, two pixels for each of the SVG.
     *
     * @throws IOException when this machine has no fonts for Java
     */
    public byte[] png() throws IOException {
        if (System.getProperty("java.awt.headless") == null) {
            // Else Java looks for a display, and fails where DISPLAY names one that is gone.
            System.setProperty("java.awt.headless", "true");
        }
        try {
            ImageCanvas canvas = new ImageCanvas(WIDTH, height);
            drawing.accept(canvas);
            return canvas.finish();
        } catch (LinkageError | InternalError noFonts) {
            // Java finds that out in several ways, all of them errors: a library or a font that is missing.
            throw new IOException(
                    "a PNG needs fonts, and Java found none on this machine; install fontconfig and a font such as"
                            + " fonts-dejavu-core, or use the SVG instead (--format svg)",
                    noFonts);
        }
    }
}
