package dev.crossfire.junit;

import dev.crossfire.junit.Drill.WhenInconclusive;
import dev.crossfire.junit.DrillVerdict.DrillOutcome;
import dev.crossfire.junit.DrillVerdict.FaultResult;
import dev.crossfire.junit.DrillVerdict.ObjectiveResult;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.opentest4j.AssertionFailedError;
import org.opentest4j.TestAbortedException;

/** The reported tests of one drill; together they pass exactly when the drill does. */
final class DrillRows {
    private final DrillRun run;
    private final WhenInconclusive whenInconclusive;
    private final Method method;
    private @Nullable DrillVerdict verdict;

    DrillRows(DrillRun run, WhenInconclusive whenInconclusive, Method method) {
        this.run = run;
        this.whenInconclusive = whenInconclusive;
        this.method = method;
    }

    /** The row that runs the drill. */
    DrillRow drill() {
        return new DrillRow(run.title(), this::runDrill, true, null);
    }

    /** The rows that follow from the verdict; none when there is no verdict. */
    List<DrillRow> ofVerdict() {
        DrillVerdict known = verdict;
        List<DrillRow> rows = new ArrayList<>();
        if (known != null) {
            for (ObjectiveResult objective : known.objectives()) {
                rows.add(new DrillRow(VerdictText.of(objective), context -> check(objective, known), false, null));
            }
            rows.add(new DrillRow("faults cleared: " + faults(known), context -> checkCleared(known), false, null));
            rows.add(new DrillRow("own assertions: " + method.getName(), null, true, known));
        }
        return rows;
    }

    private void runDrill(ExtensionContext context) throws InterruptedException {
        try {
            DrillVerdict answer = run.run();
            verdict = answer;
            context.publishReportEntry("crossfire.report", answer.report().toString());
            checkWhole(answer);
        } catch (DrillErrorException error) {
            throw shortened(error);
        }
    }

    /** What no objective and no fault shows must fail here, for no other row would. */
    private void checkWhole(DrillVerdict answer) {
        boolean isShown =
                switch (answer.outcome()) {
                    case PASS -> answer.objectives().stream().noneMatch(one -> isIn(one, DrillOutcome.FAIL));
                    case INCONCLUSIVE ->
                        answer.objectives().stream().anyMatch(one -> isIn(one, DrillOutcome.INCONCLUSIVE));
                    case FAIL -> answer.objectives().stream().anyMatch(one -> isIn(one, DrillOutcome.FAIL));
                    case DIRTY -> answer.faults().stream().anyMatch(DrillRows::isLeft);
                    case ERROR -> false;
                };
        String message = "the drill " + VerdictText.of(answer.outcome()) + VerdictText.notes(answer)
                + VerdictText.footer(answer);
        if (answer.outcome() == DrillOutcome.ERROR) {
            throw shortened(new DrillErrorException(message));
        }
        if (!isShown) {
            fail(answer.outcome(), message, DrillOutcome.PASS, answer.outcome());
        }
    }

    private static boolean isIn(ObjectiveResult objective, DrillOutcome outcome) {
        return objective.outcome() == outcome;
    }

    private void check(ObjectiveResult objective, DrillVerdict known) {
        if (objective.outcome() != DrillOutcome.PASS) {
            String message = VerdictText.of(objective)
                    + (objective.outcome() == DrillOutcome.INCONCLUSIVE ? ", is inconclusive" : "")
                    + "\n  " + VerdictText.subject(objective)
                    + "\n  " + objective.why()
                    + VerdictText.footer(known);
            fail(
                    objective.outcome(),
                    message,
                    VerdictText.target(objective.target()),
                    VerdictText.measured(objective.measured()));
        }
    }

    private void checkCleared(DrillVerdict known) {
        List<FaultResult> left =
                known.faults().stream().filter(DrillRows::isLeft).toList();
        if (!left.isEmpty()) {
            String names = left.stream()
                    .map(one -> "\n  " + one.id() + " (" + one.kind() + " on " + one.target() + ") was injected at "
                            + one.injected() + " and is not verified to be cleared")
                    .collect(Collectors.joining());
            fail(
                    DrillOutcome.FAIL,
                    "faults may still be in effect" + names + "\n  heal them: crossfire recover " + known.folder()
                            + VerdictText.footer(known),
                    "every fault cleared",
                    left.stream().map(FaultResult::id).collect(Collectors.joining(", ")) + " not cleared");
        }
    }

    private static boolean isLeft(FaultResult fault) {
        return fault.injected() != null && !fault.wasCleared();
    }

    private static String faults(DrillVerdict known) {
        String injected = known.faults().stream()
                .filter(one -> one.injected() != null)
                .map(FaultResult::id)
                .collect(Collectors.joining(", "));
        return injected.isEmpty() ? "none was injected" : injected;
    }

    private void fail(DrillOutcome outcome, String message, Object expected, Object actual) {
        if (outcome == DrillOutcome.INCONCLUSIVE && whenInconclusive == WhenInconclusive.ABORT) {
            throw shortened(new TestAbortedException(message));
        }
        throw shortened(new AssertionFailedError(message, expected, actual));
    }

    /** The extension's own frames do not help a reader; an IDE leads from the test's line to the test. */
    private <T extends Throwable> T shortened(T thrown) {
        Class<?> test = method.getDeclaringClass();
        Class<?> outer = test;
        while (outer.getEnclosingClass() != null) {
            outer = outer.getEnclosingClass();
        }
        thrown.setStackTrace(new StackTraceElement[] {
            new StackTraceElement(test.getName(), method.getName(), outer.getSimpleName() + ".java", -1)
        });
        return thrown;
    }
}
