package dev.crossfire.reports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.crossfire.evidence.Journal;
import dev.crossfire.evidence.JournalEvent;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.model.verdict.ObjectiveVerdict;
import dev.crossfire.testkit.HostileText;
import dev.crossfire.testkit.SampleRun;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HtmlFormatTest {
    private static final long LARGEST_BYTES = 3_000_000;
    private static final Pattern CSS_URL = Pattern.compile("(?i)url\\s*\\(|@import");

    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(value = SampleRun.class, mode = EnumSource.Mode.EXCLUDE, names = "MILLION")
    void thePageIsCompleteAndLoadsNothing(SampleRun drill) throws IOException {
        RunDirectory run = drill.write(directory.resolve("run"));
        new HtmlFormat().write(run);
        assertThat(Files.size(run.file("report.html"))).isLessThan(LARGEST_BYTES);

        String html = Files.readString(run.file("report.html"));
        Parser parser = Parser.htmlParser().setTrackErrors(20);
        Document page = Jsoup.parse(html, parser);
        assertThat(parser.getErrors()).isEmpty();
        assertThat(page.select("link, iframe, object, embed, base, form, img")).isEmpty();
        for (Element element : page.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                assertThat(attribute.getKey()).doesNotStartWith("on").isNotIn("src", "srcset", "style");
                if (attribute.getKey().equals("href")) {
                    assertThat(attribute.getValue()).startsWith("#");
                }
            }
        }
        assertThat(page.select("style").html()).doesNotContainPattern(CSS_URL);
    }

    @Test
    void theAuditIsInTheOrderInWhichThingsHappened() throws IOException {
        RunDirectory run = SampleRun.PASS.write(directory.resolve("run"));
        List<JournalEvent> events = Journal.read(run.journalFile());
        Files.delete(run.journalFile());
        try (Journal journal = new Journal(run.journalFile())) {
            for (JournalEvent event : events) {
                // The injection is recorded when the call has returned, here a second after the effect was seen.
                journal.append(
                        event instanceof JournalEvent.FaultInjected e
                                ? new JournalEvent.FaultInjected(
                                        e.at().plusSeconds(1), e.fault(), e.injected(), e.answered())
                                : event);
            }
        }
        new HtmlFormat().write(run);
        String page = Jsoup.parse(run.file("report.html")).text();
        assertThat(page.indexOf("Injected; the call returned"))
                .isPositive()
                .isLessThan(page.indexOf("Effective, known"));
    }

    @Test
    void itShowsHowToRepeatTheRunAndWhatItBelongsTo() throws IOException {
        RunDirectory run = SampleRun.PASS.write(directory.resolve("run"));
        new HtmlFormat().write(run);
        Document page = Jsoup.parse(run.file("report.html"));
        assertThat(page.select("pre.command").text())
                .isEqualTo("./crossfire run ticket-open-database-failover --env lab --seed 1");
        assertThat(page.select("section[aria-labelledby=repeat-head]").text())
                .contains("working directory /home/ann/tickets", "label commit 4f2a91c0");
    }

    @Test
    void theReportOfAMillionRequestsIsNoLarger() throws IOException {
        RunDirectory run = SampleRun.MILLION.write(directory.resolve("run"));
        new HtmlFormat().write(run);
        assertThat(Files.size(run.requestsFile()))
                .as("nearly a million, of 32 bytes each")
                .isGreaterThan(30_000_000);
        assertThat(Files.size(run.file("report.html"))).isLessThan(LARGEST_BYTES);
    }

    @ParameterizedTest
    @EnumSource(value = SampleRun.class, mode = EnumSource.Mode.EXCLUDE, names = "MILLION")
    void everyObjectiveIsThereWithItsOutcomeAndItsReason(SampleRun drill) throws IOException {
        RunDirectory run = drill.write(directory.resolve("run"));
        Document page = page(run);
        List<ObjectiveVerdict> objectives = run.verdict().objectives();
        List<Element> rows = page.select(".objectives > li");
        assertThat(rows).hasSameSizeAs(objectives);
        for (int i = 0; i < rows.size(); i++) {
            assertThat(rows.get(i).className())
                    .isEqualToIgnoringCase(objectives.get(i).outcome().name());
            assertThat(rows.get(i).select(".why").text()).isNotEmpty();
            assertThat(objectives.get(i).id())
                    .startsWith(
                            rows.get(i).select("h3").textNodes().get(0).text().substring(0, 8));
        }
        assertThat(page.select("h1").text()).isEqualTo(run.verdict().outcome().name());
    }

    @Test
    void onlyTheScriptsThatThePolicyNamesMayRun() throws Exception {
        Document page = page(SampleRun.HOSTILE.write(directory.resolve("run")));
        String policy = page.select("meta[http-equiv=Content-Security-Policy]").attr("content");
        assertThat(policy).startsWith("default-src 'none'; script-src 'sha256-").doesNotContain("connect-src");
        assertThat(policy.replaceAll(".*script-src ([^;]*);.*", "$1")).doesNotContain("unsafe");
        List<Element> scripts = page.select("script:not([type])");
        assertThat(scripts).hasSize(7);
        for (Element script : scripts) {
            byte[] hash =
                    MessageDigest.getInstance("SHA-256").digest(script.data().getBytes(StandardCharsets.UTF_8));
            assertThat(policy).contains("'sha256-" + Base64.getEncoder().encodeToString(hash) + "'");
        }
    }

    @Test
    void foreignTextsStayTexts() throws IOException {
        RunDirectory run = SampleRun.HOSTILE.write(directory.resolve("run"));
        Document page = page(run);
        assertThat(page.select("script").size()).isEqualTo(8);
        assertThat(page.select("img, main b:not(.figures b)").size()).isZero();
        assertThat(page.text()).contains(HostileText.SCRIPT);
        String html = Files.readString(run.file("report.html"));
        for (String attack : List.of(HostileText.SECRET, HostileText.SCRIPT, "<b>boom", "\u202e")) {
            assertThat(html.indexOf(attack)).as(attack).isNegative();
        }
        assertThat(page.expectFirst("#figures").data())
                .startsWith("{")
                .endsWith("}")
                .doesNotContain("<");
    }

    @Test
    void everyPictureHasItsTableAndItsName() throws IOException {
        Document page = page(SampleRun.PASS.write(directory.resolve("run")));
        assertThat(page.select("figure[role=application]"))
                .hasSize(2)
                .allSatisfy(figure -> assertThat(figure.attr("tabindex")).isEqualTo("0"));
        assertThat(page.select("figure")).hasSize(3).allSatisfy(figure -> {
            assertThat(figure.attr("aria-label")).isNotEmpty();
            assertThat(figure.nextElementSiblings().select("details table tbody tr"))
                    .isNotEmpty();
        });
        assertThat(page.select("header, main, footer")).hasSize(3);
        assertThat(page.select("main > section"))
                .allSatisfy(section -> assertThat(page.getElementById(section.attr("aria-labelledby")))
                        .isNotNull());
        assertThat(page.select("table"))
                .allSatisfy(table -> assertThat(table.select("caption").text()).isNotEmpty());
    }

    @Test
    void itDescribesThePlantedOutage() throws IOException {
        Document page = page(SampleRun.PASS.write(directory.resolve("run")));
        assertThat(page.select(".sentence").text())
                .contains("Buyers recovered 3.42")
                .contains("(3.40–3.44) after writer-lost")
                .contains("no acknowledged write was lost");
        assertThat(page.select(".audit").text())
                .contains("30.02 s Effective, known to within 5 ms: writer db-a refuses connections.")
                .contains("Confirmed: db-b is the writer");
        assertThat(page.select(".hint").text()).contains("bad requests drawn").contains("evenly thinned");
    }

    @Test
    void whatIsLeftOutOfTheVerdictIsNotCalledPassed() throws IOException {
        Document page = page(SampleRun.PASS.write(directory.resolve("run")));
        assertThat(page.select(".validity tr").eachText())
                .filteredOn(row -> row.contains("Requests that do not count"))
                .singleElement()
                .satisfies(row -> assertThat(row).startsWith("not judged ").doesNotContain("passed"));
    }

    @Test
    void theFirstSentenceIsForPeopleWhoDecide() throws IOException {
        assertThat(page(SampleRun.PASS.write(directory.resolve("run")))
                        .select(".first")
                        .text()
                        .replace('\u00a0', ' '))
                .isEqualTo(
                        "Database failover of ticketing-db at 400 buyers/s: buyers recovered in 3.42 s, 1,197 requests"
                                + " failed, all 4 objectives met.");
    }

    @Test
    void everyRequestNameHasItsFigures() throws IOException {
        Document page = page(SampleRun.PASS.write(directory.resolve("run")));
        assertThat(page.select(".names tbody tr td:nth-child(2)").eachText())
                .as("the most errors first, then the most requests")
                .containsExactly("reserve", "browse", "read order");
        assertThat(page.select(".requests details thead").text()).contains("p50", "p99.9", "longest");
        assertThat(page.expectFirst("#figures").data()).contains("\"curves\":[{\"points\":[1.0,");
    }

    @Test
    void impactOnUsersAndTimeWithoutImpactAreDistinguished() throws IOException {
        Document page = page(SampleRun.PASS.write(directory.resolve("run")));
        assertThat(page.select(".impact").text().replace('\u00a0', ' '))
                .isEqualTo("writer-lost: users impacted: buyers 30.03–33.44 s; in effect without measurable impact:"
                        + " 33.44–41.70 s.");
        assertThat(page.select(".key").text()).contains("users impacted", "no measurable impact");
        assertThat(page.expectFirst("#figures").data())
                .contains("\"users\":[{\"cohort\":\"buyers\",\"from\":30.03,\"to\":33.44}]")
                .contains("\"withoutImpact\":[33.44,41.7]");
    }

    @Test
    void externalChecksAreDrawnAndListed() throws IOException {
        Document page = page(SampleRun.PASS.write(directory.resolve("run")));
        assertThat(page.expectFirst("#figures").data())
                .contains("\"serving\":[{\"source\":\"balancer\",\"known\":6,\"fewest\":[6,")
                .contains("\"reached\":[{\"source\":\"balancer\",\"perSecond\":[500.0,")
                .contains("\"name\":\"ticketing-errors\",\"from\":32.5,\"to\":44.0,\"text\":\"32.50–44.00 s\"");
        assertThat(page.select("details:has(summary:contains(Replicas)) tbody tr")
                        .eachText())
                .contains("31.00 s 5 of 6 500", "35.00 s 6 of 6 500");
        assertThat(page.select("details:has(summary:contains(Events)) tbody tr").eachText())
                .contains(
                        "15.00 s 69.00 s load buyers planned 20/s → 400/s",
                        "30.00 s fault injected writer-lost",
                        "30.03 s 33.44 s users impacted buyers, writer-lost",
                        "32.50 s 44.00 s alarm ticketing-errors (webhook)");
    }

    @Test
    void aRunWithoutExternalChecksHasNoRowForTheSystem() throws IOException {
        RunDirectory run = SampleRun.PASS.write(directory.resolve("run"));
        Files.delete(run.observationsFile());
        Document page = page(run);
        assertThat(page.select("details:has(summary:contains(Replicas))")).isEmpty();
        assertThat(page.expectFirst("#figures").data()).contains("\"serving\":[],\"reached\":[],\"alarms\":[]");
    }

    @Test
    void aCrashedRunIsReportedAsFarAsItGot() throws IOException {
        Document page = page(SampleRun.CRASHED.write(directory.resolve("run")));
        assertThat(page.select(".advice").text())
                .contains("before anything else")
                .contains("journal has no end");
        assertThat(page.select(".validity").text()).contains("then truncated");
    }

    @Test
    void theProcessThatHealedInItsPlaceIsReported() throws IOException {
        RunDirectory run = SampleRun.CRASHED.write(directory.resolve("run"));
        try (Journal guardian = new Journal(run.guardianFile())) {
            guardian.append(new JournalEvent.Fenced(SampleRun.ZERO.plusSeconds(40), 2, "the run died"));
            guardian.append(
                    new JournalEvent.HealEnded(SampleRun.ZERO.plusSeconds(41), "writer-lost", true, "db-b answers"));
        }
        assertThat(page(run).select(".audit").text())
                .contains("Healing was taken over from the run: the run died.")
                .contains("Verified to be cleared: db-b answers.");
    }

    @Test
    void theMarkOfAFaultIsAsWideAsWhatIsNotKnownOfItsMoment() throws IOException {
        String data = page(SampleRun.PASS.write(directory.resolve("run")))
                .select("script")
                .html();
        Matcher mark = Pattern.compile("\"effectiveFrom\":([0-9.]+),\"effective\":([0-9.]+),\"effectiveTo\":([0-9.]+)")
                .matcher(data);
        assertThat(mark.find()).isTrue();
        double effective = Double.parseDouble(mark.group(2));
        assertThat(effective).isEqualTo(30.02);
        assertThat(Double.parseDouble(mark.group(1))).isCloseTo(effective - 0.01, within(1e-9));
        assertThat(Double.parseDouble(mark.group(3))).isCloseTo(effective + 0.01, within(1e-9));
    }

    @Test
    void evidenceThatWasNeverWrittenCountsAsNone() throws IOException {
        RunDirectory run = SampleRun.EMPTY.write(directory.resolve("run"));
        for (Path file : List.of(run.requestsFile(), run.stringsFile(), run.journalFile(), run.framesFile())) {
            Files.delete(file);
        }
        assertThat(page(run).select("section").text()).contains("No request was recorded");
    }

    private static Document page(RunDirectory run) throws IOException {
        new HtmlFormat().write(run);
        return Jsoup.parse(Files.readString(run.file("report.html")));
    }
}
