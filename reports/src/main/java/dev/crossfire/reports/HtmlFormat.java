package dev.crossfire.reports;

import dev.crossfire.evidence.AtomicFile;
import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.PrintableText;
import dev.crossfire.reports.html.PageContent;
import dev.crossfire.reports.html.Pages;
import dev.crossfire.reports.repeat.RepeatPage;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.spi.Format;
import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import java.io.IOException;

/** One HTML file that loads nothing from the network. */
public final class HtmlFormat implements Format {
    private static final String PAGES = "dev.crossfire.reports.pages";

    @Override
    public String name() {
        return "html";
    }

    @Override
    public String fileName() {
        return "report.html";
    }

    @Override
    public void write(RunDirectory run) throws IOException {
        AtomicFile.write(run.file(fileName()), page(RunStory.read(run)));
    }

    /** The page on a run. */
    static String page(RunStory story) throws IOException {
        PageContent page = Pages.of(story);
        TemplateEngine engine =
                TemplateEngine.createPrecompiled(null, ContentType.Html, HtmlFormat.class.getClassLoader(), PAGES);
        StringOutput html = new StringOutput();
        engine.render("report.jte", page, html);
        // The templates escape what means something in HTML; this is for what turns text around.
        return PrintableText.lines(html.toString());
    }

    @Override
    public void write(RepeatDirectory all) throws IOException {
        AtomicFile.write(all.file(fileName()), RepeatPage.html(all));
    }
}
