package dev.crossfire.chaos.aws;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.crossfire.chaos.fake.Answerer;
import dev.crossfire.chaos.fake.LocalFis;
import dev.crossfire.chaos.faults.FisFault;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.lab.fis.model.Template;
import dev.crossfire.model.Capability;
import dev.crossfire.model.Inventory;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment.EnvironmentClaim;
import dev.crossfire.spi.Environment.Leftover;
import dev.crossfire.spi.Fault;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultKind.SettingMismatch;
import dev.crossfire.spi.ProbeResult;
import dev.crossfire.testkit.MachineClock;
import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Disruptions, claims and leftovers: the stock SDK against a service and a target whose behaviour is set. */
class FisEngineTest {
    private static final String TASK = "arn:aws:ecs:lab-1:000000000000:task/shop/a";
    private static final String OTHER = "arn:aws:ecs:lab-1:000000000000:task/shop/b";
    private static final FisFault.Settings STOP =
            new FisFault.Settings("aws:test:cut", "Tasks", Map.of("depth", "3"), null, SymptomKind.UNREACHABLE, null);

    private final FisFault kind = new FisFault();
    private LocalFis service;
    private Answerer shop;
    private Target target;
    private FisEnvironment environment;

    @BeforeEach
    void open() throws IOException {
        service = new LocalFis();
        service.resource("aws:ecs:task", TASK, Map.of());
        service.onAction(arn -> shop.become(Answerer.Mood.RESETS));
        shop = new Answerer("HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n");
        target = new Target(
                "shop", "aws:ecs:task", TASK, null, Set.of(Capability.ACTION), Map.of(), shop.at("http", "/health"));
        environment = environment("lab");
    }

    @AfterEach
    void close() throws IOException {
        environment.close();
        service.close();
        shop.close();
    }

    @Test
    void itIsClearedOnlyWhenItWasConfirmedAndEndedAndTheTargetIsIntact() throws FaultException {
        try (Fault fault = kind.arm(arming("run-1"))) {
            assertThat(fault.probe())
                    .matches(ProbeResult::intact)
                    .matches(ProbeResult::cleared, "gone before it was asked for");
            fault.inject();
            Awaitility.await().until(fault::probe, seen -> seen.confirmed() && !seen.intact() && !seen.cleared());
            shop.become(Answerer.Mood.ANSWERS);
            Awaitility.await().until(fault::probe, ProbeResult::intact);
            assertThat(fault.probe().cleared())
                    .as("whole, but the experiment runs")
                    .isFalse();
            service.completeExperiments();
            Awaitility.await().until(fault::probe, seen -> seen.confirmed() && seen.cleared());
        }
    }

    @Test
    void aSilentTargetIsSilentFromWhenItsAnswerWasDueThoughAProbeTakesLonger() throws FaultException {
        service.onAction(arn -> shop.become(Answerer.Mood.SILENT));
        try (Fault fault = kind.arm(arming("run-1"))) {
            fault.inject();
            Awaitility.await().until(() -> service.begun() == 1);
            Instant began = Instant.now();
            ProbeResult seen = fault.probe();
            assertThat(seen).matches(ProbeResult::confirmed);
            assertThat(seen.by()).isNotNull().isAfter(began).isBefore(Instant.now());
        }
    }

    @Test
    void theTemplateCarriesTheActionItsParametersAndTheDuration() throws FaultException {
        try (Fault fault = kind.arm(arming("run-1"))) {
            assertThat(fault.handle()).containsValue(service.templateIds().get(0));
            Template template = service.template(service.templateIds().get(0));
            assertThat(template.actions().values()).singleElement().satisfies(action -> {
                assertThat(action.actionId()).isEqualTo("aws:test:cut");
                assertThat(action.parameters()).containsEntry("depth", "3").containsEntry("duration", "PT20S");
                assertThat(action.targets()).containsEntry("Tasks", "action-targets");
            });
            assertThat(template.tags()).containsEntry("crossfire-environment", "lab");
        }
    }

    @Test
    void anOperatorsTemplateIsRunAsATaggedCopy() throws FaultException {
        try (Fault original = kind.arm(arming("run-1"))) {
            String template = service.templateIds().get(0);
            FaultContext<FisFault.Settings> context = arming("run-2", copyOf(template, null));
            try (Fault fault = kind.arm(context)) {
                assertThat(service.templateIds()).hasSize(2);
                String made = service.templateIds().get(1);
                assertThat(service.template(made).actions())
                        .isEqualTo(service.template(template).actions());
                assertThat(service.template(made).targets())
                        .isEqualTo(service.template(template).targets());
                fault.inject();
                Awaitility.await().until(fault::probe, ProbeResult::confirmed);
                kind.heal(context, fault.handle());
                assertThat(service.templateIds()).containsExactly(template);
            }
            assertThat(original.handle()).containsValue(template);
        }
    }

    @Test
    void aTemplateThatHitsMoreThanWasPlannedIsNotArmedAndNoCopyIsLeft() throws FaultException {
        service.resource("aws:ecs:task", OTHER, Map.of());
        String template = template(
                ExperimentStep.on(List.of(TASK, OTHER), "aws:ecs:task", "cut", "aws:test:cut", "Tasks", Map.of()));
        assertThatThrownBy(() -> kind.arm(arming("run-2", copyOf(template, null))))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("the template " + template + " hits " + OTHER + "; expected")
                .hasMessageContaining("add them to the role, or narrow the template");
        assertThat(service.templateIds()).containsExactly(template);
    }

    @Test
    void aTemplateWithUnknownTargetsIsNotPrepared() throws FaultException {
        String template =
                template(ExperimentStep.on(List.of(TASK), "aws:ecs:task", "cut", "aws:test:cut", "Tasks", Map.of()));
        service.engageLever();
        assertThatThrownBy(() -> kind.arm(arming("run-2", copyOf(template, null))))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("it is cancelled, Experiment cancelled: the safety lever is engaged.");
        assertThat(service.templateIds()).containsExactly(template);
    }

    @Test
    void aTemplateLastsNoLongerThanItsFaultAndNotAtAllOnce() throws FaultException {
        Map<String, String> parameters = Map.of("restart", "PT10S", "depth", "3");
        ExperimentTarget aim = ExperimentTarget.at("tasks", "aws:ecs:task", List.of(TASK));
        ExperimentStep wait =
                new ExperimentStep("wait", "aws:fis:wait", null, null, Map.of("duration", "PT11S"), List.of());
        ExperimentStep after = new ExperimentStep("cut", "aws:test:cut", "Tasks", aim, parameters, List.of("wait"));
        String chained = template(List.of(wait, after));
        assertThatThrownBy(() -> kind.arm(arming("run-2", copyOf(chained, null))))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("with actions of 21s is invalid; expected at most the fault's own 20s");
        String beside = template(List.of(wait, new ExperimentStep("cut", "aws:test:cut", "Tasks", aim, parameters)));
        kind.arm(arming("run-3", copyOf(beside, null))).close();
        assertThatThrownBy(() -> kind.arm(
                        new FaultContext<>("run-4", "cut", copyOf(beside, true), null, List.of(target), environment)))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("with actions of 11s is invalid; expected none with a duration");
        assertThat(service.realExperiments()).isEmpty();
    }

    @Test
    void aParameterLastsNoLongerThanItsFault() throws FaultException {
        FaultContext<FisFault.Settings> late = arming("run-1", restarting("PT21S"));
        assertThat(kind.mismatch(late))
                .contains(new SettingMismatch("parameters", "restart: PT21S", "at most the fault's own duration, 20s"));
        assertThatThrownBy(() -> kind.arm(late))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("parameters: restart: PT21S");
        FaultContext<FisFault.Settings> inTime = arming("run-1", restarting("PT20S"));
        assertThat(kind.mismatch(inTime)).isEmpty();
        kind.arm(inTime).close();
    }

    private String template(List<ExperimentStep> steps) throws FaultException {
        try (Fis fis = service.client("lab-1")) {
            return fis.create(steps, "arn:aws:iam::000000000000:role/fis", RunTags.token(steps.toString()), Map.of())
                    .id();
        }
    }

    private static FisFault.Settings copyOf(String template, @Nullable Boolean once) {
        return new FisFault.Settings(null, null, null, template, SymptomKind.UNREACHABLE, once);
    }

    private static FisFault.Settings restarting(String after) {
        return new FisFault.Settings(
                "aws:test:cut", "Tasks", Map.of("restart", after), null, SymptomKind.UNREACHABLE, null);
    }

    @Test
    void aTargetThatDoesNotAnswerIsNotArmedAndNothingIsLeft() {
        shop.become(Answerer.Mood.RESETS);
        assertThatThrownBy(() -> kind.arm(arming("run-1")))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("not all targets answer");
        assertThat(service.templateIds()).isEmpty();
    }

    @Test
    void afterHealingAStartThatComesLateIsRefused() throws FaultException {
        FaultContext<FisFault.Settings> context = arming("run-1");
        try (Fault fault = kind.arm(context)) {
            try (FisEnvironment another = environment("lab")) {
                kind.heal(
                        new FaultContext<>("run-1", "cut", STOP, Duration.ofSeconds(20), List.of(target), another),
                        Map.of());
            }
            assertThatThrownBy(fault::inject).hasMessageContaining("ResourceNotFoundException");
            assertThat(service.realExperiments()).isEmpty();
            assertThat(kind.verifyCleared(context, Map.of()).cleared()).isTrue();
            Awaitility.await().until(fault::probe, ProbeResult::cleared);
        }
    }

    @Test
    void leftoversAreThoseOfTheEnvironmentAndClearedTwice() throws FaultException {
        String foreign = service.leftover(
                Map.of("crossfire-run", "x", "crossfire-environment", "production"), Duration.ofSeconds(5));
        try (Fault fault = kind.arm(arming("run-1"))) {
            fault.inject();
        }
        List<Leftover> left = environment.leftovers();
        assertThat(left).extracting(Leftover::run).containsExactly("run-1", "run-1");
        assertThat(left).extracting(Leftover::fault).containsOnly("cut");
        for (Leftover one : left) {
            environment.clear(one);
            environment.clear(one);
        }
        assertThat(environment.leftovers()).isEmpty();
        assertThat(service.realExperiments()).containsExactly("stopped");
        assertThat(service.templateIds()).containsExactly(foreign);
        assertThatThrownBy(() -> environment.clear(new Leftover("run-1", null, "pod x", "pod")))
                .hasMessageContaining("use the environment that listed it");
    }

    @Test
    void anEnvironmentIsClaimedByOneRunAndTheOtherIsRefusedWithItsName() throws FaultException {
        EnvironmentClaim claim = environment.claim("run-1", Duration.ofMinutes(10));
        assertThatThrownBy(() -> environment.claim("run-2", Duration.ofMinutes(10)))
                .isInstanceOf(FaultException.class)
                .hasMessageContaining("run run-1 has claimed it")
                .hasMessageContaining("crossfire recover --env lab");
        assertThat(service.templateIds()).hasSize(1);
        environment.claim("run-1", Duration.ofMinutes(10)).release();
        try (FisEnvironment elsewhere = environment("production")) {
            elsewhere.claim("run-2", Duration.ofMinutes(10)).release();
        }
        assertThat(environment.leftovers())
                .extracting(Leftover::run, Leftover::fault)
                .containsExactly(tuple("run-1", null));
        claim.release();
        claim.release();
        environment.claim("run-2", Duration.ofMinutes(10)).release();
        assertThat(service.templateIds()).isEmpty();
    }

    @Test
    void anExpiredClaimIsVoidAndARenewedOneIsValid() throws FaultException {
        service.leftover(
                Map.of("crossfire-run", "run-0", "crossfire-environment", "lab", "crossfire-claim", "PT1M"),
                Duration.ofMinutes(2));
        EnvironmentClaim claim = environment.claim("run-1", Duration.ofMillis(1500));
        service.advance(Duration.ofSeconds(1));
        claim.renew();
        assertThat(service.template(service.templateIds().get(1)).tags().get("crossfire-claim"))
                .satisfies(renewed -> assertThat(Duration.parse(renewed)).isGreaterThan(Duration.ofMillis(1500)));
        assertThatThrownBy(() -> environment.claim("run-2", Duration.ofMinutes(1)))
                .hasMessageContaining("run-1");
        claim.release();
        assertThatThrownBy(claim::renew).hasMessageContaining("is lost");
    }

    private FaultContext<FisFault.Settings> arming(String run) {
        return arming(run, STOP);
    }

    private FaultContext<FisFault.Settings> arming(String run, FisFault.Settings settings) {
        return new FaultContext<>(run, "cut", settings, Duration.ofSeconds(20), List.of(target), environment);
    }

    private FisEnvironment environment(String name) {
        return new FisEnvironment(
                new Inventory(name, List.of(), List.of(target)),
                ActionTable.AWS,
                service.client("lab-1"),
                "arn:aws:iam::000000000000:role/fis",
                Map.of(),
                new MachineClock());
    }
}
