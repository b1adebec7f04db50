package dev.crossfire.imports;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.crossfire.error.BadInputException;
import dev.crossfire.evidence.RunDirectory;
import dev.crossfire.input.ScenarioInput;
import dev.crossfire.input.ScenarioRequest;
import dev.crossfire.judge.Judge;
import dev.crossfire.model.Scenario;
import dev.crossfire.model.load.Population.ArrivalModel;
import dev.crossfire.model.verdict.CohortRecovery;
import dev.crossfire.model.verdict.CohortRecovery.RecoveryState;
import dev.crossfire.model.verdict.Outcome;
import dev.crossfire.model.verdict.Verdict;
import dev.crossfire.scenarios.FaultTimesReader.FaultTimes;
import dev.crossfire.spi.Kinds;
import dev.crossfire.testkit.PlantedRun;
import java.io.ByteArrayOutputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One planted outage as other tools would have recorded it: the state is the same, and the bracket holds the planted end. */
class RunImportTest {
    private static final Kinds KINDS = Kinds.load();
    private static final Instant ZERO = PlantedRun.ZERO;
    private static final double BEGIN = 30;
    private static final double END = 40;
    private static final double LENGTH = 120;
    private static final String SCENARIO = """
            crossfire: v1
            name: imported
            title: Requests of another tool
            load: { simulation: com.example.Elsewhere, duration: 2m }
            healthy: { buyers: { within: 1s, success: 99%, stable-for: 10s } }
            faults:
              - { id: writer-lost, kind: database-failover, target: ticketing-db, at: 30s }
            objectives:
              - id: buyers-recover
                recovery-time: { cohort: buyers, fault: writer-lost, at-most: 20s }
              - id: browsers-recover
                recovery-time: { cohort: buyers, fault: writer-lost, at-most: 5s }
            """;

    @TempDir
    Path folder;

    /** A request in seconds after t = 0. */
    private record Planted(double start, double took, boolean ok, int user, int turn) {
        double end() {
            return start + took;
        }
    }

    /** A hundred arrivals a second; in the outage each is refused at once. */
    private static List<Planted> open() {
        List<Planted> requests = new ArrayList<>();
        for (int i = 0; i < LENGTH * 100; i++) {
            double start = i / 100.0;
            requests.add(new Planted(start, 0.005, start < BEGIN || start >= END, 1 + i % 50, i / 50));
        }
        return requests;
    }

    /** Thirty users who think for a second and wait two for an answer, which does not come in the outage. */
    private static List<Planted> closed() {
        List<Planted> requests = new ArrayList<>();
        for (int user = 1; user <= 30; user++) {
            int turn = 0;
            for (double at = user / 30.0; at < LENGTH; turn++) {
                boolean hangs = at >= BEGIN && at < END;
                double took = hangs ? 2 : 0.005;
                requests.add(new Planted(at, took, !hangs, user, turn));
                at += took + 1;
            }
        }
        requests.sort(Comparator.comparingDouble(Planted::end));
        return requests;
    }

    @ParameterizedTest
    @ValueSource(strings = {"k6", "k6 csv", "jtl", "jtl xml", "gatling", "gatling text"})
    void anOutageUnderOpenLoadIsMeasuredAsInOurOwnEvidence(String format) throws Exception {
        CohortRecovery own = new PlantedRun()
                .fault("writer-lost", BEGIN, END)
                .buyers(100, PlantedRun.outage(BEGIN, END))
                .recovery("writer-lost");

        Verdict verdict = verdict(format, open(), ArrivalModel.OPEN);
        CohortRecovery imported = recovery(verdict);

        assertThat(verdict.injector().lagP99Millis()).as("not measured").isNull();
        assertThat(verdict.notes()).anyMatch(note -> note.contains("the format " + format.replaceFirst(" .*", "")));
        assertThat(imported.state()).isEqualTo(own.state()).isEqualTo(RecoveryState.RECOVERED);
        assertHolds(imported);
        assertHolds(own);
    }

    @ParameterizedTest
    @ValueSource(strings = {"k6", "k6 csv", "jtl", "jtl xml"})
    void anOutageThatUsersWaitOutIsNotHidden(String format) throws Exception {
        Verdict verdict = verdict(format, closed(), ArrivalModel.CLOSED);

        assertThat(recovery(verdict).state()).isEqualTo(RecoveryState.RECOVERED);
        assertHolds(recovery(verdict));
        assertThat(verdict.objectives())
                .extracting(objective -> objective.id() + " " + objective.outcome())
                .containsExactly("buyers-recover " + Outcome.PASS, "browsers-recover " + Outcome.FAIL);
    }

    @Test
    void aLogThatDoesNotSayWhichUserWaitedShowsNothingOfClosedLoad() throws Exception {
        Verdict verdict = verdict("gatling", closed(), ArrivalModel.CLOSED);

        assertThat(verdict.objectives())
                .isNotEmpty()
                .allMatch(objective -> objective.outcome() == Outcome.INCONCLUSIVE);
    }

    @Test
    void aFaultWithoutTimesShowsNothing() throws Exception {
        Verdict verdict = judged("k6", k6(open()), ArrivalModel.OPEN, Map.of());

        assertThat(verdict.objectives())
                .isNotEmpty()
                .allMatch(objective -> objective.outcome() == Outcome.INCONCLUSIVE);
    }

    @Test
    void arrivalsThatK6DroppedMakeTheRunInconclusive() throws Exception {
        String dropped = """
                {"metric":"dropped_iterations","type":"Point","data":{"time":"2026-11-20T09:00:01Z","value":7,"tags":{}}}
                """;

        Verdict verdict = judged("k6", dropped + k6(open()), ArrivalModel.OPEN, times());

        assertThat(verdict.objectives()).allMatch(objective -> objective.outcome() == Outcome.INCONCLUSIVE);
        assertThat(verdict.notes()).anyMatch(note -> note.contains("7 arrivals were dropped"));
    }

    @Test
    void whatCannotBeReadIsRefusedWithItsLine() throws Exception {
        String k6 = k6(open());
        String jtl = jtl(open());

        assertRefused("k6", "no json\n", ":1: no measurement of k6 is invalid; expected the output of k6 run");
        assertRefused("k6", k6.replaceFirst("\"vu\":\"1\",", ""), ":2: a request without the tag vu is invalid");
        assertRefused("k6", k6.replaceFirst("\"time\":\"", "\"time\":\"x"), ":2: the time 'x2026");
        assertRefused("k6", k6 + "half a li", ":60002: no measurement of k6 is invalid");
        assertRefused("k6", "{\"type\":\"Metric\",\"metric\":\"http_reqs\"}\n", "no request is in it");
        assertRefused("jtl", jtl.replaceFirst("elapsed", "took"), ":1: a header without elapsed is invalid");
        assertRefused("jtl", jtl.replaceFirst(",5,reserve", ",five,reserve"), ":2: elapsed 'five' is invalid");
        assertRefused(
                "jtl",
                jtl.replaceFirst(",5,reserve", ",5000,reserve"),
                ":52: a sample that begins 4500 ms before the thread's last one ended is invalid");
    }

    @Test
    void theOtherFormsAreRefusedWithTheirLines() throws Exception {
        String csv = k6Csv(open());
        String xml = jtlXml(open());
        String log = gatlingText(open());

        assertRefused("k6", csv.replaceFirst("metric_value", "value"), ":1: a header without metric_value is invalid");
        assertRefused("k6", csv.replaceFirst("vu=1&", ""), ":2: a request without the tag vu is invalid");
        assertRefused(
                "k6",
                csv.replaceFirst("(\\d{10})\\d{6},1", "$1,1"),
                ":2: the time '" + ZERO.getEpochSecond() + "' is invalid; expected one in microseconds: run k6 with the"
                        + " variable K6_CSV_TIME_FORMAT=unix_micro");
        assertRefused("jtl", "<?xml version=\"1.0\"?>\n<html/>\n", ":2: the element html is invalid");
        assertRefused("jtl", xml.replaceFirst("t=\"5\"", ""), ":3: a sample without t is invalid");
        assertRefused("jtl", xml.substring(0, xml.length() / 2), "ends in its middle is invalid");
        assertRefused(
                "gatling", log.replaceFirst("OK", "okay"), ":3: the outcome 'okay' is invalid; expected OK or KO");
        assertRefused("gatling", "RUN\tcom.example\n", ":1: a first line of 2 columns is invalid");
    }

    /** A page waits for what it embeds, and a transaction for its samples; what fails says why. */
    @Test
    void nestedSamplesOfJmeterCountOnce() throws Exception {
        List<ImportedRequest> read = new ArrayList<>();
        Path file = Files.writeString(folder.resolve("nested.jtl"), """
                <?xml version="1.0" encoding="UTF-8"?>
                <testResults version="1.2">
                <sample t="30" ts="1000" s="true" lb="buy" rc="" rm="Number of samples in transaction : 2, number of failing samples : 1" tn="buyers 1-1">
                  <httpSample t="20" ts="1000" s="true" lb="page" rc="200" rm="OK" tn="buyers 1-1">
                    <httpSample t="5" ts="1010" s="true" lb="picture" rc="200" rm="OK" tn="buyers 1-1"/>
                  </httpSample>
                  <httpSample t="10" ts="1020" s="false" lb="reserve" rc="200" rm="OK" tn="buyers 1-1">
                    <assertionResult><name>seat</name><failure>true</failure><failureMessage>no seat &lt;7&gt;</failureMessage></assertionResult>
                  </httpSample>
                </sample>
                </testResults>
                """);

        new JmeterResults().read(file, new RequestFile.Sink() {
            @Override
            public void request(ImportedRequest request) {
                read.add(request);
            }

            @Override
            public void dropped(long arrivals) {}
        });

        assertThat(read)
                .extracting(ImportedRequest::name, ImportedRequest::waitMicros, ImportedRequest::error)
                .containsExactly(tuple("page", 20_000L, ""), tuple("reserve", 10_000L, "no seat <7>"));
    }

    @Test
    void aLogOfGatlingThatIsCutOrAnotherFileIsRefusedWithTheByte() throws Exception {
        byte[] log = gatling(open());

        assertThatThrownBy(() -> judged("gatling", Arrays.copyOf(log, log.length - 3), ArrivalModel.OPEN, times()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("the end of the file in the middle of a record is invalid");
        assertThatThrownBy(() -> judged("gatling", "k6", ArrivalModel.OPEN, times()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining("before byte 1: the first byte is invalid");
    }

    private void assertRefused(String format, String text, String message) {
        assertThatThrownBy(() -> judged(format, text, ArrivalModel.CLOSED, times()))
                .isInstanceOf(BadInputException.class)
                .hasMessageContaining(message);
    }

    /** The bracket is from the fault's effect to the end of the outage. */
    private static void assertHolds(CohortRecovery recovery) {
        assertThat(recovery.low()).isNotNull().isLessThanOrEqualTo(END - BEGIN + 0.01);
        assertThat(recovery.high()).isNotNull().isGreaterThanOrEqualTo(END - BEGIN - 0.03);
    }

    private Verdict verdict(String format, List<Planted> requests, ArrivalModel model) throws Exception {
        return switch (format) {
            case "k6" -> judged(format, k6(requests), model, times());
            case "k6 csv" -> judged("k6", k6Csv(requests), model, times());
            case "jtl" -> judged(format, jtl(requests), model, times());
            case "jtl xml" -> judged("jtl", jtlXml(requests), model, times());
            case "gatling text" -> judged("gatling", gatlingText(requests), model, times());
            default -> judged(format, gatling(requests), model, times());
        };
    }

    private Verdict judged(String format, String text, ArrivalModel model, Map<String, FaultTimes> faults)
            throws IOException, BadInputException {
        return judged(format, text.getBytes(StandardCharsets.UTF_8), model, faults);
    }

    private Verdict judged(String format, byte[] content, ArrivalModel model, Map<String, FaultTimes> faults)
            throws IOException, BadInputException {
        Path file = Files.write(folder.resolve("requests"), content);
        RunDirectory run = new RunDirectory(Files.createTempDirectory(folder, "run"), KINDS);
        Scenario scenario = ScenarioInput.read(
                        ScenarioRequest.unchanged(Files.writeString(folder.resolve("s.yaml"), SCENARIO)
                                .toString()),
                        KINDS)
                .scenario();
        new RunImport(RequestFile.find(format).orElseThrow(), file, model).into(run, "imported", scenario, faults);
        return new Judge(KINDS.objectives()).judge(run.evidence());
    }

    private static CohortRecovery recovery(Verdict verdict) {
        return verdict.recovery().get(0);
    }

    private static Map<String, FaultTimes> times() {
        Instant began = PlantedRun.instant(BEGIN);
        return Map.of("writer-lost", new FaultTimes(began, began, PlantedRun.instant(END), Duration.ofMillis(10)));
    }

    private static String k6(List<Planted> requests) {
        StringBuilder lines = new StringBuilder("{\"type\":\"Metric\",\"metric\":\"http_reqs\",\"data\":{}}\n");
        for (Planted one : requests) {
            String rest = "\"data\":{\"time\":\"" + PlantedRun.instant(one.end())
                    + "\",\"value\":%s,\"tags\":{\"scenario\":\"buyers\",\"name\":\"reserve\",\"status\":\""
                    + (one.ok() ? 200 : 503) + "\",\"expected_response\":\"" + one.ok()
                    + "\"},\"metadata\":{\"vu\":\"" + one.user() + "\",\"iter\":\"" + one.turn()
                    + "\"}},\"type\":\"Point\"}\n";
            double millis = one.took() * 1_000;
            lines.append("{\"metric\":\"http_reqs\",").append(String.format(Locale.ROOT, rest, 1));
            lines.append("{\"metric\":\"http_req_duration\",").append(String.format(Locale.ROOT, rest, millis - 1));
            lines.append("{\"metric\":\"http_req_blocked\",").append(String.format(Locale.ROOT, rest, 1));
            lines.append("{\"metric\":\"http_req_waiting\",").append(String.format(Locale.ROOT, rest, millis - 2));
            lines.append("{\"metric\":\"http_req_failed\",").append(String.format(Locale.ROOT, rest, one.ok() ? 0 : 1));
        }
        return lines.toString();
    }

    /** In the form of Gatling's DataWriters: each request's user begins with it. */
    private static byte[] gatling(List<Planted> requests) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        DataOutputStream out = new DataOutputStream(bytes);
        out.writeByte(0);
        text(out, "3.15.1");
        text(out, "com.example.Elsewhere");
        out.writeLong(ZERO.toEpochMilli());
        out.writeInt(0);
        out.writeInt(1);
        text(out, "buyers");
        out.writeInt(1);
        out.writeInt(2);
        out.write(new byte[2]);
        Map<String, Integer> numbers = new HashMap<>();
        for (Planted one : requests) {
            int start = (int) Math.round(one.start() * 1_000);
            out.writeByte(2);
            out.writeInt(0);
            out.writeBoolean(true);
            out.writeInt(start);
            out.writeByte(1);
            out.writeInt(0);
            cached(out, "reserve", numbers);
            out.writeInt(start);
            out.writeInt(start + (int) Math.round(one.took() * 1_000));
            out.writeBoolean(one.ok());
            cached(out, one.ok() ? "" : "status.find.is(200), but actually found 503", numbers);
        }
        return bytes.toByteArray();
    }

    private static void cached(DataOutputStream out, String text, Map<String, Integer> numbers) throws IOException {
        Integer known = numbers.putIfAbsent(text, numbers.size() + 1);
        if (known == null) {
            out.writeInt(numbers.size());
            text(out, text);
        } else {
            out.writeInt(-known);
        }
    }

    private static void text(DataOutputStream out, String text) throws IOException {
        out.writeInt(text.length());
        if (!text.isEmpty()) {
            out.write(text.getBytes(StandardCharsets.ISO_8859_1));
            out.writeByte(0);
        }
    }

    private static String k6Csv(List<Planted> requests) {
        StringBuilder lines = new StringBuilder(
                "metric_name,timestamp,metric_value,expected_response,name,scenario,status," + "extra_tags,metadata\n");
        for (Planted one : requests) {
            Instant end = PlantedRun.instant(one.end());
            String rest = "," + (end.getEpochSecond() * 1_000_000 + end.getNano() / 1_000) + ",%s," + one.ok()
                    + ",\"reserve, please\",buyers," + (one.ok() ? 200 : 503) + ",,vu=" + one.user() + "&iter="
                    + one.turn() + "\n";
            double millis = one.took() * 1_000;
            lines.append("http_reqs").append(String.format(Locale.ROOT, rest, 1));
            lines.append("http_req_duration").append(String.format(Locale.ROOT, rest, millis - 1));
            lines.append("http_req_blocked").append(String.format(Locale.ROOT, rest, 1));
            lines.append("http_req_failed").append(String.format(Locale.ROOT, rest, one.ok() ? 0 : 1));
            lines.append("data_sent").append(String.format(Locale.ROOT, rest, 84));
        }
        return lines.toString();
    }

    private static String jtlXml(List<Planted> requests) {
        StringBuilder lines =
                new StringBuilder("<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<testResults version=\"1.2\">\n");
        for (Planted one : requests) {
            lines.append("<httpSample t=\"")
                    .append(Math.round(one.took() * 1_000))
                    .append("\" ts=\"")
                    .append(ZERO.toEpochMilli() + Math.round(one.start() * 1_000))
                    .append("\" s=\"")
                    .append(one.ok())
                    .append("\" lb=\"reserve\" rc=\"")
                    .append(one.ok() ? 200 : 503)
                    .append("\" rm=\"\" tn=\"buyers 1-")
                    .append(one.user())
                    .append("\"/>\n");
        }
        return lines.append("</testResults>\n").toString();
    }

    /** In the form of Gatling's LogFileDataWriter: each request's user begins with it. */
    private static String gatlingText(List<Planted> requests) {
        StringBuilder lines =
                new StringBuilder("RUN\tcom.example.Elsewhere\telsewhere\t" + ZERO.toEpochMilli() + "\t \t3.9.5\n");
        for (Planted one : requests) {
            long start = ZERO.toEpochMilli() + Math.round(one.start() * 1_000);
            lines.append("USER\tbuyers\tSTART\t").append(start).append('\n');
            lines.append("REQUEST\t\treserve\t")
                    .append(start)
                    .append('\t')
                    .append(start + Math.round(one.took() * 1_000))
                    .append(one.ok() ? "\tOK\t \n" : "\tKO\tstatus.find.is(200), but actually found 503\n");
        }
        return lines.toString();
    }

    private static String jtl(List<Planted> requests) {
        StringBuilder lines = new StringBuilder(
                "timeStamp,elapsed,label,responseCode,responseMessage,threadName,success,failureMessage\n");
        for (Planted one : requests) {
            lines.append(ZERO.toEpochMilli() + Math.round(one.start() * 1_000))
                    .append(',')
                    .append(Math.round(one.took() * 1_000))
                    .append(",reserve,")
                    .append(one.ok() ? "200,OK" : "503,\"Service, unavailable\"")
                    .append(",buyers 1-")
                    .append(one.user())
                    .append(',')
                    .append(one.ok())
                    .append(",\n");
        }
        return lines.toString();
    }
}
