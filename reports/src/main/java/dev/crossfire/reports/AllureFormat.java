package dev.crossfire.reports;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.reports.allure.AllureResults;
import dev.crossfire.reports.repeat.RepeatPage;
import dev.crossfire.reports.repeat.RepeatSummary;
import dev.crossfire.reports.story.RunStory;
import dev.crossfire.spi.Format;
import java.io.IOException;

/**
 * A folder of results for Allure's report: the drill is one test, its objectives are steps of it. They are no tests of
 * their own, so that nothing appears twice beside Allure's adapter for JUnit.
 */
public final class AllureFormat implements Format {
    @Override
    public String name() {
        return "allure";
    }

    /** It holds a copy of the other reports. */
    @Override
    public boolean isDefault() {
        return false;
    }

    @Override
    public String fileName() {
        return "allure-results";
    }

    @Override
    public void write(RunDirectory run) throws IOException {
        RunStory story = RunStory.read(run);
        AllureResults.write(run.file(fileName()), story, HtmlFormat.page(story), SummaryFormat.text(story));
    }

    @Override
    public void write(RepeatDirectory all) throws IOException {
        AllureResults.write(all.file(fileName()), all, RepeatPage.html(all), RepeatSummary.text(all));
    }
}
