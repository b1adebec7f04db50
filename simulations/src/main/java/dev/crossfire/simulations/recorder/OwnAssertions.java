package dev.crossfire.simulations.recorder;

import dev.crossfire.evidence.AssertionResult;
import io.gatling.commons.stats.assertion.Assertion;
import io.gatling.commons.stats.assertion.AssertionPath;
import io.gatling.commons.stats.assertion.Condition;
import io.gatling.commons.stats.assertion.Target;
import io.gatling.shared.model.assertion.AssertionMessage;
import io.gatling.shared.model.assertion.AssertionResult.ResolutionError;
import io.gatling.shared.model.assertion.AssertionResult.Resolved;
import io.gatling.shared.model.assertion.AssertionValidator;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import scala.jdk.javaapi.CollectionConverters;

/** A simulation's own assertions, evaluated by Gatling's rules on what was recorded. */
final class OwnAssertions {
    private static final int MOST_NAMED = 5;
    private static final double PERCENT = 100;
    private static final String RATIO = "ratio";

    private final List<Assertion> declared;
    private final AssertionStats stats;

    /** @param declared in the simulation's order; may be empty */
    OwnAssertions(scala.collection.immutable.Seq<Assertion> declared, AssertionStats stats) {
        this.declared = List.copyOf(CollectionConverters.asJava(declared));
        this.stats = stats;
    }

    /** The assertions in Gatling's words. */
    List<String> texts() {
        return declared.stream().map(OwnAssertions::text).toList();
    }

    /** In Gatling's words; it has none for an assertion on every request, only for each of them. */
    private static String text(Assertion assertion) {
        boolean forAll = assertion.path() == AssertionPath.ForAll$.MODULE$;
        return AssertionMessage.message(
                forAll
                        ? assertion.copy(
                                new AssertionPath.Details(CollectionConverters.asScala(List.of("Every request"))
                                        .toList()),
                                assertion.target(),
                                assertion.condition())
                        : assertion);
    }

    /** The result of each of them. */
    List<AssertionResult> results() {
        return declared.stream().map(this::result).toList();
    }

    private AssertionResult result(Assertion assertion) {
        String text = text(assertion);
        String unit = unit(assertion.target());
        if (stats.isEmpty() && !(assertion.path() instanceof AssertionPath.Details)) {
            // Gatling takes nothing for 0, and lets "for all requests" pass where there is none.
            return new AssertionResult(text, null, null, unit, "no request was recorded");
        }
        List<Resolved> resolved = new ArrayList<>();
        List<String> missed = new ArrayList<>();
        evaluated(assertion).forEach(one -> {
            if (one instanceof Resolved figure) {
                resolved.add(figure);
                if (!figure.success()) {
                    missed.add(AssertionMessage.message(figure.assertion()) + ", actual " + figure.actualValue());
                }
            } else if (one instanceof ResolutionError nothing) {
                missed.add(nothing.error());
            }
        });
        boolean figureSaysIt = resolved.size() == 1 && assertion.path() != AssertionPath.ForAll$.MODULE$;
        return new AssertionResult(
                text,
                missed.isEmpty(),
                deciding(assertion.condition(), resolved)
                        .map(value -> value / scale(unit))
                        .orElse(null),
                unit,
                missed.isEmpty() || figureSaysIt ? null : listed(missed));
    }

    private List<io.gatling.shared.model.assertion.AssertionResult> evaluated(Assertion assertion) {
        return CollectionConverters.asJava(new AssertionValidator(stats)
                .validateAssertions(
                        CollectionConverters.asScala(List.of(assertion)).toList()));
    }

    /** Of several figures the one that is farthest towards what the condition refuses. */
    private static Optional<Double> deciding(Condition condition, List<Resolved> resolved) {
        boolean floor = condition instanceof Condition.Gt || condition instanceof Condition.Gte;
        boolean ceiling = condition instanceof Condition.Lt || condition instanceof Condition.Lte;
        Comparator<Resolved> byMissed = Comparator.comparing(Resolved::success);
        Comparator<Resolved> byValue = Comparator.comparingDouble(Resolved::actualValue);
        return resolved.stream()
                .min(floor ? byValue : ceiling ? byValue.reversed() : byMissed)
                .map(Resolved::actualValue);
    }

    private static String listed(List<String> missed) {
        String first = String.join("; ", missed.subList(0, Math.min(MOST_NAMED, missed.size())));
        return missed.size() > MOST_NAMED ? first + "; and " + (missed.size() - MOST_NAMED) + " more" : first;
    }

    private static String unit(Target target) {
        if (target instanceof Target.Time) {
            return "ms";
        }
        if (target instanceof Target.Percent) {
            return RATIO;
        }
        return target instanceof Target.Count ? "requests" : "requests/s";
    }

    private static double scale(String unit) {
        return unit.equals(RATIO) ? PERCENT : 1;
    }
}
