package dev.crossfire.reports;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.evidence.Json;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.testkit.HostileText;
import dev.crossfire.testkit.SampleRun;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.xml.sax.SAXException;

class JUnitFormatTest {
    @TempDir
    Path directory;

    @ParameterizedTest
    @EnumSource(value = SampleRun.class, mode = EnumSource.Mode.EXCLUDE, names = "MILLION")
    void itHasTheShapeThatCiSystemsRead(SampleRun drill) throws IOException, SAXException {
        RunDirectory run = drill.write(directory.resolve("run"));
        new JUnitFormat().write(run);
        JUnitSchema.validate(run.file("junit.xml"));
    }

    @ParameterizedTest
    @EnumSource(value = SampleRun.class, mode = EnumSource.Mode.EXCLUDE, names = "MILLION")
    void itIsGreenExactlyWhenTheRunPassed(SampleRun drill) throws IOException {
        RunDirectory run = drill.write(directory.resolve("run"));
        Document suite = suite(run);
        int problems = suite.select("failure, error").size();
        assertThat(problems == 0).isEqualTo(run.verdict().exitCode() == 0);
        assertThat(suite.select("testsuite").attr("tests"))
                .isEqualTo(String.valueOf(suite.select("testcase").size()));
        assertThat(suite.select("testsuite").attr("failures"))
                .isEqualTo(String.valueOf(suite.select("failure").size()));
        assertThat(suite.select("testsuite").attr("errors"))
                .isEqualTo(String.valueOf(suite.select("error").size()));
    }

    @Test
    void aLabelIsAProperty() throws IOException {
        Document suite = suite(SampleRun.PASS.write(directory.resolve("run")));
        assertThat(suite.select("property[name=label.commit]").attr("value")).isEqualTo("4f2a91c0");
    }

    @Test
    void aFailureShowsByHowMuch() throws IOException {
        Document suite = suite(SampleRun.FAIL.write(directory.resolve("run")));
        assertThat(suite.select("testcase[name=buyers-recover] failure").attr("message"))
                .isEqualTo("buyers recovered after 14.41 s (14.38–14.44 s), target ≤ 10 s (4.38–4.44 s too much)");
    }

    /** GitLab reads the text alone where there is one, Jenkins shows the message first. */
    @Test
    void theTextOfAFailureSaysAllThatItsMessageSays() throws IOException {
        Document suite = suite(SampleRun.FAIL.write(directory.resolve("run")));
        assertThat(suite.select("failure")).isNotEmpty().allSatisfy(failure -> assertThat(failure.text())
                .startsWith(failure.attr("message"))
                .hasSizeGreaterThan(failure.attr("message").length()));
    }

    @Test
    void anObjectiveHasItsFiguresAndItsLine() throws IOException {
        Document suite = suite(SampleRun.FAIL.write(directory.resolve("run")));
        assertThat(suite.select("testcase[name=buyers-recover] property").eachAttr("value"))
                .containsExactly("recovery-time", "fail", "≤ 10 s", "14.41", "14.38", "14.44", "s");
        assertThat(suite.select("testcase[name=buyers-recover]").attr("file"))
                .isEqualTo("ticket-open-database-failover.yaml");
        assertThat(suite.select("testcase[name=buyers-recover]").attr("line")).isEqualTo("1");
        assertThat(suite.select("testsuite > properties > property[name=recovery.writer-lost.buyers]")
                        .attr("value"))
                .isEqualTo("buyers recovered 14.41 s (14.39–14.43) after writer-lost");
    }

    @Test
    void whatCouldNotBeJudgedIsAnError() throws IOException {
        Document suite = suite(SampleRun.SKIPPED.write(directory.resolve("run")));
        assertThat(suite.select("testcase[name=buyers-recover] error").attr("message"))
                .startsWith("inconclusive: the fault was not injected");
    }

    @Test
    void whatDoesNotApplyToAControlRunIsSkipped() throws IOException {
        Document suite = suite(control(SampleRun.PASS));
        assertThat(suite.select("testcase[name=buyers-recover] skipped")).hasSize(1);
        assertThat(suite.select("testsuite").attr("skipped"))
                .isEqualTo(String.valueOf(suite.select("skipped").size()));
        assertThat(suite.select("failure, error")).isEmpty();
    }

    @Test
    void aControlRunThatShowsNothingIsNotGreen() throws IOException {
        Document suite = suite(control(SampleRun.SKIPPED));
        assertThat(suite.select("testcase[name=buyers-recover] error")).isEmpty();
        assertThat(suite.select("error")).isNotEmpty();
    }

    private RunDirectory control(SampleRun drill) throws IOException {
        RunDirectory run = drill.write(directory.resolve("run"));
        String plan = Json.pretty(run.plan());
        assertThat(plan).contains("\"faultsDisabled\" : false");
        Files.writeString(run.planFile(), plan.replace("\"faultsDisabled\" : false", "\"faultsDisabled\" : true"));
        return run;
    }

    @Test
    void aRunThatLeftSomethingBehindIsATestCaseOfItsOwn() throws IOException {
        Document suite = suite(SampleRun.CRASHED.write(directory.resolve("run")));
        assertThat(suite.select("testcase[name=the run itself] error").attr("type"))
                .isEqualTo("dirty");
    }

    @Test
    void everyTimeIsMeasured() throws IOException {
        Document suite = suite(SampleRun.PASS.write(directory.resolve("run")));
        assertThat(suite.select("testsuite").attr("time"))
                .as("from the run's beginning to its end")
                .isEqualTo("107.600");
        assertThat(suite.select("testcase").eachAttr("time"))
                .as("the recovery, the load, until the fault was asked for, from recovery to the load's end")
                .containsExactly("3.420", "90.050", "30.000", "60.030");
    }

    @Test
    void whatDidNotComeTookNoTime() throws IOException {
        Document suite = suite(SampleRun.SKIPPED.write(directory.resolve("run")));
        assertThat(suite.select("testcase").eachAttr("time")).containsExactly("0.000", "90.050", "0.000", "0.000");
    }

    @Test
    void secretsAreNotPrinted() throws IOException {
        RunDirectory run = SampleRun.HOSTILE.write(directory.resolve("run"));
        new JUnitFormat().write(run);
        assertThat(Files.readString(run.file("junit.xml"))).doesNotContain(HostileText.SECRET);
    }

    private static Document suite(RunDirectory run) throws IOException {
        new JUnitFormat().write(run);
        return Jsoup.parse(Files.readString(run.file("junit.xml")), Parser.xmlParser());
    }
}
