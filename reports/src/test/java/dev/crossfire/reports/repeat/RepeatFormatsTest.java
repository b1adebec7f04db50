package dev.crossfire.reports.repeat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.RepeatDirectory;
import dev.crossfire.model.verdict.RunOutcome;
import dev.crossfire.reports.AllureFormat;
import dev.crossfire.reports.HtmlFormat;
import dev.crossfire.reports.JUnitFormat;
import dev.crossfire.reports.JUnitSchema;
import dev.crossfire.reports.SummaryFormat;
import dev.crossfire.reports.terminal.TerminalDrills;
import dev.crossfire.reports.terminal.TerminalStyle;
import dev.crossfire.spi.Format;
import dev.crossfire.testkit.HostileText;
import dev.crossfire.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RepeatFormatsTest {
    @TempDir
    Path directory;

    /** Drills of those kinds, judged together and reported. */
    private RepeatDirectory report(int asked, int mayFail, SampleRun... drills) throws IOException {
        RepeatDirectory all = SampleRun.writeRepeat(directory, asked, mayFail, drills);
        for (Format format : List.of(new HtmlFormat(), new JUnitFormat(), new SummaryFormat())) {
            format.write(all);
        }
        return all;
    }

    private static Document page(RepeatDirectory all) throws IOException {
        return Jsoup.parse(all.file("report.html"));
    }

    @Test
    void thePageShowsEveryDrillAndEveryRecovery() throws IOException {
        RepeatDirectory all =
                report(5, 0, SampleRun.PASS, SampleRun.PASS, SampleRun.PASS, SampleRun.PASS, SampleRun.PASS);
        Document page = page(all);
        assertThat(page.select("h1").text()).isEqualTo("PASS");
        assertThat(page.select(".sentence").text()).startsWith("5 of 5 drills passed. buyers after writer-lost: ");
        assertThat(page.select(".facts").text()).contains("confidence between 47.8 % and 100 %");
        assertThat(page.select("svg.dots .dot")).hasSizeGreaterThanOrEqualTo(5);
        assertThat(page.select("main a[href=drill-5/report.html]")).hasSize(1);
        assertThat(page.text()).contains("5 drills cannot bound p90 from above, which takes 29");
        assertThat(page.select("script")).isEmpty();
        assertThat(Files.size(all.file("report.html"))).isLessThan(100_000);
    }

    @Test
    void theCommandRepeatsAllDrillsAndTheLabelsAreThoseOfTheWhole() throws IOException {
        RepeatDirectory all = report(5, 0, SampleRun.PASS, SampleRun.PASS);
        String command = "./crossfire run ticket-open-database-failover --env lab --seed 1 --repeat 5";
        assertThat(page(all).select("pre.command").text()).isEqualTo(command);
        assertThat(page(all).select(".facts").text()).contains("commit 4f2a91c");
        assertThat(Files.readString(all.file("summary.md")))
                .contains("Labels: commit 4f2a91c.", "```sh\n" + command + "\n```\n");
        assertThat(Files.readString(all.file("junit.xml")))
                .contains("<property name=\"label.commit\" value=\"4f2a91c\"");
        assertThat(all.verdict().labels()).containsExactly(Map.entry("commit", "4f2a91c"));
    }

    @Test
    void aFailureShowsWhatEndedTheDrills() throws Exception {
        RepeatDirectory all = report(9, 0, SampleRun.PASS, SampleRun.FAIL);
        assertThat(page(all).select(".sentence").text())
                .contains("1 of 2 drills passed; 1 failed.", "It ended early: after drill 2 of 9: 1 failed");
        String summary = Files.readString(all.file("summary.md"));
        assertThat(summary)
                .startsWith("### ✗ FAIL: ticket-open-database-failover\n")
                .containsSubsequence(
                        "| ✗ fail | drill-2 |", "<details><summary>1 drill passed</summary>", "| ✓ pass | drill-1 |")
                .contains("[report.html](report.html)");
        Document cases = Jsoup.parse(Files.readString(all.file("junit.xml")));
        assertThat(cases.select("testsuite[tests=3][failures=1]")).hasSize(1);
        assertThat(cases.select("failure")).hasSize(1);
        assertThat(cases.select("testsuite").attr("time")).isEqualTo("215.200");
        assertThat(cases.select("testcase").eachAttr("time")).containsExactly("215.200", "107.600", "107.600");
    }

    @Test
    void aPipelineReadsOfDrillsWhatItReadsOfOne() throws Exception {
        RepeatDirectory all = report(2, 0, SampleRun.FAIL, SampleRun.FAIL);
        JUnitSchema.validate(all.file("junit.xml"));
        Document suite = Jsoup.parse(Files.readString(all.file("junit.xml")), Parser.xmlParser());
        Element whole = suite.expectFirst("testcase[name=all drills]");
        assertThat(whole.attr("file")).isEqualTo("ticket-open-database-failover.yaml");
        assertThat(whole.select("property[name=buyers-recover.measured]").attr("value"))
                .isEqualTo("14.41");
        assertThat(whole.select("property[name=buyers-recover.outcome]").attr("value"))
                .isEqualTo("fail");
        assertThat(whole.select("failure").text())
                .startsWith("FAIL: 0 of 2 drills passed")
                .contains("buyers-recover: buyers recovered after 14.41 s");
        assertThat(suite.select("testsuite > properties > property[name=outcome]")
                        .attr("value"))
                .isEqualTo("fail");
    }

    @Test
    void allureShowsTheFiguresOfDrills() throws Exception {
        RepeatDirectory all = report(2, 0, SampleRun.FAIL, SampleRun.FAIL);
        new AllureFormat().write(all);
        Path results = all.file("allure-results");
        try (Stream<Path> files = Files.list(results)) {
            Path result = files.filter(file -> file.toString().endsWith("-result.json"))
                    .findFirst()
                    .orElseThrow();
            assertThat(Files.readString(result)).contains("objective buyers-recover");
        }
        assertThat(Files.readString(results.resolve("environment.properties"))).contains("crossfire=0.1.0");
    }

    @Test
    void oneFailureThatMayBeIsNoRedBuild() throws Exception {
        RepeatDirectory all = report(3, 1, SampleRun.PASS, SampleRun.FAIL, SampleRun.PASS);
        assertThat(all.verdict().outcome()).isEqualTo(RunOutcome.PASS);
        assertThat(Files.readString(all.file("junit.xml"))).doesNotContain("<failure", "<error");
    }

    @Test
    void drillsWithoutAnswersAreNoPass() throws Exception {
        RepeatDirectory all = report(3, 0, SampleRun.PASS, SampleRun.SKIPPED, SampleRun.EMPTY);
        assertThat(all.verdict().outcome()).isEqualTo(RunOutcome.INCONCLUSIVE);
        assertThat(Files.readString(all.file("junit.xml"))).contains("<error");
        assertThat(Files.readString(all.file("summary.md"))).contains("2 inconclusive");
    }

    @Test
    void foreignTextsAreInertAndSecretsHidden() throws Exception {
        RepeatDirectory all = report(3, 2, SampleRun.HOSTILE, SampleRun.HOSTILE, SampleRun.CRASHED);
        Document page = page(all);
        assertThat(page.select("script, img")).isEmpty();
        for (String file : List.of("report.html", "junit.xml", "summary.md")) {
            assertThat(Files.readString(all.file(file))).as(file).doesNotContain(HostileText.SECRET, "\u202e");
        }
        DocumentBuilderFactory.newInstance()
                .newDocumentBuilder()
                .parse(all.file("junit.xml").toFile());
        assertScreen(all);
    }

    @Test
    void theScreenHas80Columns() throws IOException {
        assertThat(assertScreen(
                        report(5, 0, SampleRun.PASS, SampleRun.PASS, SampleRun.PASS, SampleRun.PASS, SampleRun.PASS)))
                .contains("5 of 5 drills passed", "median at least", "p90 not stated", "drills  1✓ 2✓ 3✓ 4✓ 5✓");
    }

    private static String assertScreen(RepeatDirectory all) throws IOException {
        String screen = TerminalDrills.of(all, new TerminalStyle(false, true), "runs/all/report.html");
        assertThat(screen.lines()).allSatisfy(line -> assertThat(line.length()).isLessThanOrEqualTo(80));
        assertThat(screen).doesNotContain(HostileText.SECRET);
        assertThat(TerminalDrills.of(all, TerminalStyle.PLAIN, "r").chars()).allMatch(letter -> letter < 128);
        return screen;
    }
}
