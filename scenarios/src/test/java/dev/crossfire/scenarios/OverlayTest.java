package dev.crossfire.scenarios;

import static org.assertj.core.api.Assertions.assertThat;

import dev.crossfire.model.Problem;
import dev.crossfire.model.Scenario;
import dev.crossfire.plan.EffectiveValues;
import dev.crossfire.scenarios.ScenarioReader.ScenarioReading;
import dev.crossfire.scenarios.yaml.SourceFile;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Overlays and {@code --set}, and where every effective value came from. */
class OverlayTest {
    private static final SourceFile SALE = SourceFile.of("sale.yaml", """
        crossfire: v1
        name: sale
        load:
          simulation: TicketOpen
          duration: 85s
          cohorts:
            browsers: { rate: 120/s }
            buyers: { rate: 20/s, spikes: [ { at: 15s, to: 400/s, hold: 50s } ] }
        healthy:
          buyers: { within: 2s }
        faults:
          - id: writer-lost
            kind: link-slow
            target: ticketing-db
            at: 30s
            duration: 5s
            latency: 100ms
        objectives:
          - id: buyers-recover
            recovery-time: { cohort: buyers, fault: writer-lost, at-most: 10s }
          - id: few-errors
            error-ratio: { cohort: buyers, at-most: 5% }
        overlays:
          staging:
            load: { duration: 120s }
            faults: { writer-lost: { at: 45s } }
            objectives: { buyers-recover: { at-most: 40s } }
        """);

    private static ScenarioReading read(@Nullable String environment, String... sets) {
        return TestKinds.reader().read(SALE, environment, List.of(sets));
    }

    private static Map<String, String> values(ScenarioReading reading) {
        assertThat(reading.problems()).isEmpty();
        return EffectiveValues.of(reading.scenario().orElseThrow());
    }

    @Test
    void anOverlayChangesOnlyWhatDiffers() {
        ScenarioReading plain = read(null);
        ScenarioReading staged = read("staging");
        assertThat(staged.overlay()).hasValue("staging");
        assertThat(read("lab").overlay()).isEmpty();
        Map<String, String> before = values(plain);
        Map<String, String> after = values(staged);
        assertThat(after.keySet()).isEqualTo(before.keySet());
        assertThat(after.keySet())
                .filteredOn(pointer -> !Objects.equals(after.get(pointer), before.get(pointer)))
                .containsExactlyInAnyOrder(
                        "/load/duration", "/faults/writer-lost/at", "/objectives/buyers-recover/at-most");
        assertThat(after).containsEntry("/objectives/buyers-recover/at-most", "40s");
    }

    @Test
    void everyEffectiveValueHasAnOrigin() {
        ScenarioReading reading = read("staging", "load.cohorts.buyers.spikes.0.to=300/s");
        assertThat(reading.origins().keySet()).containsAll(values(reading).keySet());
        assertThat(new TreeSet<>(reading.origins().keySet()))
                .isSubsetOf(union(values(reading).keySet(), List.of("/crossfire", "/faults/writer-lost/id")));
        assertThat(reading.origins())
                .containsEntry("/load/simulation", "sale.yaml:4")
                .containsEntry("/load/duration", "overlay staging sale.yaml:25")
                .containsEntry("/load/cohorts/buyers/spikes/0/to", "--set")
                .containsEntry("/load/cohorts/buyers/spikes/0/ramp", "default of Crossfire")
                .containsEntry("/load/warm-up", "default of Crossfire")
                .containsEntry("/title", "default of Crossfire")
                .containsEntry("/healthy/buyers/within", "sale.yaml:10")
                .containsEntry("/healthy/buyers/success", "default of TicketOpen")
                .containsEntry("/healthy/browsers/stable-for", "default of TicketOpen")
                .containsEntry("/faults/writer-lost/at", "overlay staging sale.yaml:26")
                .containsEntry("/faults/writer-lost/latency", "sale.yaml:17")
                .containsEntry("/objectives/few-errors/phase", "default of Crossfire")
                .containsEntry("/objectives/buyers-recover/at-most", "overlay staging sale.yaml:27");
    }

    @ParameterizedTest
    @CsvSource({
        "load.duration=2m, /load/duration, 2m",
        "objectives.buyers-recover.at-most=20s, /objectives/buyers-recover/at-most, 20s",
        "objectives.buyers-recover.recovery-time.at-most=20s, /objectives/buyers-recover/at-most, 20s",
        "faults.writer-lost.at=40s, /faults/writer-lost/at, 40s",
        "faults.writer-lost.jitter=10%, /faults/writer-lost/jitter, 10%",
        "load.cohorts.buyers.spikes.0.to=300/s, /load/cohorts/buyers/spikes/0/to, 300/s",
        "load.parameters.event=7, /load/parameters/event, 7",
        "healthy.browsers={ within: 3s }, /healthy/browsers/within, 3s",
        "steady-state.for=8s, /steady-state/for, 8s",
    })
    void aSetReachesEveryValue(String set, String pointer, String value) {
        ScenarioReading reading = read(null, set);
        assertThat(values(reading)).containsEntry(pointer, value);
        assertThat(reading.origins()).containsEntry(pointer, "--set");
    }

    @Test
    void theLastSetWinsOverTheFirstAndOverTheOverlay() {
        ScenarioReading reading = read("staging", "load.duration=3m", "load.duration=4m");
        assertThat(values(reading)).containsEntry("/load/duration", "4m");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "load.duraton=2m | the key 'duraton' is invalid; expected one of: simulation, parameters, warm-up,"
                        + " duration, start-timeout, jvm, cohorts (did you mean duration?)",
                "lod.duration=2m | the key 'lod' is invalid; expected one of: load, healthy, steady-state, faults,"
                        + " ledger, objectives (did you mean load?)",
                "faults.writer-list.at=40s | the id 'writer-list' is invalid; expected writer-lost (did you mean"
                        + " writer-lost?)",
                "limits.zones=9 | the key 'limits' is invalid; expected one of: load, healthy, steady-state, faults,"
                        + " ledger, objectives (limits belong to the environment file and can only be changed there)",
                "load.duration=90 | the number 90 is invalid; expected a duration, such as 500ms, 10s, 2m or 1h30m"
                        + " (the unit is missing: 90s or 90ms?)",
                "load.duration.seconds=90 | a mapping with seconds is invalid; expected a duration, such as 500ms, 10s, 2m"
                        + " or 1h30m",
                "load.duration | no '=' is invalid; expected path=value, such as load.duration=2m",
                "load..duration=2m | the path 'load..duration' is invalid; expected path=value, such as load.duration=2m",
                "load.duration= | '' is invalid; expected a value (quote it for the shell if it has special"
                        + " characters)",
                "load.duration={ | '{' is invalid; expected a value (quote it for the shell if it has special"
                        + " characters)",
                "load.cohorts.buyers.spikes.7.to=9/s | a mapping with 7 is invalid; expected a list of mappings with"
                        + " at, to, ramp, hold (each entry begins with '-')",
            })
    void aWrongSetIsReported(String set, String said) {
        assertThat(read(null, set).problems()).map(Problem::toString).containsExactly("--set " + set + ": " + said);
    }

    @Test
    void aProblemOfAPlanIsTracedToItsPlace() {
        ScenarioReading reading = read("staging", "load.duration=3m");
        assertThat(traced(reading, "/faults/writer-lost/target/role")).isEqualTo("sale.yaml:14:13");
        assertThat(traced(reading, "/faults/writer-lost/target/select/count")).isEqualTo("sale.yaml:14:13");
        assertThat(traced(reading, "/faults/writer-lost/at")).isEqualTo("sale.yaml:26:34");
        assertThat(traced(reading, "/faults/writer-lost")).isEqualTo("sale.yaml:12:5");
        assertThat(traced(reading, "/load/duration")).isEqualTo("--set load.duration=3m");
        assertThat(traced(reading, "/nowhere")).isEqualTo("sale.yaml:1:1");
    }

    @Test
    void aFileThatIsValidOnlyWithASetIsStillWrong() {
        SourceFile wrong = SourceFile.of("sale.yaml", SALE.text().replace("duration: 85s", "duration: 85"));
        ScenarioReading reading = TestKinds.reader().read(wrong, null, List.of("load.duration=90s"));
        assertThat(reading.problems()).map(Problem::where).containsExactly("sale.yaml:5:13");
    }

    @Test
    void theScenarioIsTheSameHoweverOftenItIsRead() {
        Scenario first = read("staging").scenario().orElseThrow();
        assertThat(read("staging").scenario()).hasValue(first);
    }

    private static String traced(ScenarioReading reading, String pointer) {
        return reading.traced(new Problem(pointer, "this", "that", null)).where();
    }

    private static Set<String> union(Set<String> some, List<String> others) {
        Set<String> all = new TreeSet<>(some);
        all.addAll(others);
        return all;
    }

    @Test
    void aParameterWithDotsIsSetByItsName() {
        for (String path : List.of(
                "load.parameters.gatling.http.timeout",
                "load.parameters.\"gatling.http.timeout\"",
                "\"load\".parameters.\"gatling.http.timeout\"")) {
            ScenarioReading reading = read(
                    null,
                    "load.simulation=com.example.Sale",
                    "healthy.buyers.success=99%",
                    "healthy.buyers.stable-for=10s",
                    "healthy.browsers.within=2s",
                    "healthy.browsers.success=99%",
                    "healthy.browsers.stable-for=10s",
                    path + "=a=1");
            assertThat(values(reading)).containsEntry("/load/parameters/gatling.http.timeout", "a=1");
        }
    }

    @Test
    void aPathWithAnOpenQuoteIsRefused() {
        assertThat(read(null, "load.\"duration=2m").problems())
                .singleElement()
                .asString()
                .contains("no '='", "path=value");
        assertThat(read(null, "load.\"dur\"\"ation\"\"=2m").problems()).isNotEmpty();
    }

    @Test
    void theGeneratorsJavaAndItsTimeToStartAreSettable() {
        ScenarioReading reading =
                read(null, "load.jvm.heap=2g", "load.jvm.options=['-XX:+UseZGC', '-Da=b']", "load.start-timeout=3m");
        assertThat(values(reading))
                .containsEntry("/load/jvm/heap", "2g")
                .containsEntry("/load/jvm/options/0", "-XX:+UseZGC")
                .containsEntry("/load/jvm/options/1", "-Da=b")
                .containsEntry("/load/start-timeout", "3m");
        assertThat(reading.origins()).containsKeys("/load/jvm/heap", "/load/start-timeout", "/load/jvm/options/0");
    }
}
