package dev.crossfire.plan;

import dev.crossfire.model.Plan;
import dev.crossfire.model.Plan.BlastRadius;
import dev.crossfire.model.Plan.PlannedFault;
import dev.crossfire.model.Scenario.AbortRule;
import dev.crossfire.model.Target;
import dev.crossfire.model.environment.ClusterIdentity;
import dev.crossfire.model.environment.EnvironmentSpec;
import dev.crossfire.model.quantity.DurationText;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Formats a plan for people before anything happens, in 80 columns and without colour. */
public final class PlanText {
    private static final int WIDTH = 80;
    private static final int WHEN = 10;

    private final StringBuilder text = new StringBuilder();

    private final @Nullable EnvironmentSpec environment;

    private PlanText(@Nullable EnvironmentSpec environment) {
        this.environment = environment;
    }

    /** The whole text, ending in a newline; only a resource's name may exceed the width. */
    public static String render(Plan plan) {
        return render(plan, null);
    }

    /**
     * The whole text, in which each target is followed by its provider where the environment has several.
     *
     * @param environment of the plan; null when it is not known
     */
    public static String render(Plan plan, @Nullable EnvironmentSpec environment) {
        PlanText page = new PlanText(environment);
        page.head(plan);
        page.targets(plan);
        page.timeline(plan);
        page.risk(plan);
        page.evidence(plan);
        page.values(plan);
        return page.text.toString();
    }

    private void head(Plan plan) {
        line("", plan.scenario().name() + " on " + plan.environment() + " · seed " + plan.seed());
        if (plan.systemUnderTest() != null) {
            entry("system under test: ", plan.systemUnderTest());
        }
        if (plan.cluster() != null) {
            cluster(plan.cluster());
        }
        line("", plan.scenario().title());
        if (plan.faults().size() < plan.scenario().faults().size()) {
            line(
                    "",
                    plan.faults().size() + " of " + plan.scenario().faults().size()
                            + " faults are injected, picked by the seed.");
        }
        if (plan.faultsDisabled()) {
            line("", "Control run: the load alone, no fault is injected.");
        }
    }

    private void cluster(ClusterIdentity cluster) {
        line("cluster:   ", cluster.server() + (cluster.uid() == null ? "" : " (uid " + cluster.uid() + ")"));
        if (cluster.context() != null) {
            line("context:   ", cluster.context());
        }
        line("namespace: ", cluster.namespace());
    }

    private void targets(Plan plan) {
        title("Targets");
        for (PlannedFault fault : plan.faults()) {
            line(
                    "  ",
                    fault.spec().id() + ": " + fault.spec().kind() + " of "
                            + fault.spec().role());
            boolean roams = fault.spec().settings().roams();
            if (roams) {
                entry(
                        "      ",
                        count(fault.times(), "time") + ", each time one of these, at most "
                                + fault.targets().size() + " missing at one time:");
            }
            fault.reach().forEach(target -> line("      ", named(target)));
            if (!fault.alsoHit().isEmpty()) {
                line("    ", "it also hits");
                fault.alsoHit().forEach(target -> line("      ", named(target)));
            }
            int spared = roams ? 0 : fault.targets().size() - fault.reach().size();
            if (spared > 0) {
                entry("      ", "and not the " + spared + " other selected ones, which do not carry the labels");
            }
        }
        if (plan.faults().isEmpty()) {
            line("  ", "none: this scenario has load only");
        }
    }

    private String named(Target target) {
        return target.id() + (target.zone() == null ? "" : " in zone " + target.zone()) + provider(target);
    }

    private String provider(Target target) {
        return environment == null || environment.providers().size() < 2
                ? ""
                : ", by " + environment.providerOf(target.type());
    }

    private void timeline(Plan plan) {
        title("Timeline");
        for (PlannedTimeline.Entry entry : PlannedTimeline.of(plan).entries()) {
            @Nullable Duration at = entry.at();
            String when = at == null ? "later" : at.isNegative() ? "-" + text(at.negated()) : text(at);
            entry(String.format(Locale.ROOT, "%" + WHEN + "s  ", when), entry.what());
        }
    }

    private void risk(Plan plan) {
        BlastRadius radius = plan.blastRadius();
        title("Risk");
        entry("  blast radius  ", radius(radius));
        List<PlannedFault> oneWay = plan.faultsDisabled()
                ? List.of()
                : plan.faults().stream()
                        .filter(fault -> fault.irreversible() != null)
                        .toList();
        entry("  irreversible  ", oneWay.isEmpty() ? "nothing" : oneWay.size() + " of the faults");
        oneWay.forEach(fault -> entry("                ", fault.spec().id() + ": " + fault.irreversible()));
        plan.risks().forEach(risk -> entry("  ! ", risk));
        for (AbortRule rule : plan.scenario().abortWhen()) {
            String when = "when more than " + rule.over() + " of what " + rule.cohort() + " are answered is errors for "
                    + text(rule.window());
            entry("  stops early   ", when);
        }
        entry("  cost          ", String.format(Locale.ROOT, "%.2f USD", plan.costDollars()));
    }

    private static String radius(BlastRadius radius) {
        return radius.targets() == 0
                ? "nothing is broken"
                : count(radius.targets(), "target")
                        + (radius.zones() == 0 ? "" : " with " + count(radius.zones(), "whole zone"))
                        + " at one time, for at most " + text(radius.longest()) + ": "
                        + String.join(", ", radius.roles());
    }

    private void evidence(Plan plan) {
        title("Evidence");
        if (plan.warnings().isEmpty()) {
            line("  ", "will suffice to show every objective");
        }
        plan.warnings().forEach(warning -> entry("  ! ", warning));
    }

    private void values(Plan plan) {
        title("Values and where they come from");
        Map<String, String> values = EffectiveValues.of(plan.scenario());
        values.forEach((pointer, value) -> {
            String path =
                    pointer.substring(1).replace('/', '.').replace("~1", "/").replace("~0", "~");
            value(path, value, plan.origins().getOrDefault(pointer, "unknown"));
        });
    }

    private void value(String path, String value, String origin) {
        String left = "  " + path + ": " + value;
        if (left.length() + 2 + origin.length() <= WIDTH) {
            String gap = " ".repeat(WIDTH - left.length() - origin.length());
            text.append(left).append(gap).append(origin).append('\n');
        } else {
            entry("  ", path + ": " + value);
            text.append(" ".repeat(Math.max(4, WIDTH - origin.length())))
                    .append(origin)
                    .append('\n');
        }
    }

    private void title(String title) {
        text.append('\n').append(title).append('\n');
    }

    private void line(String indent, String words) {
        text.append(indent).append(words).append('\n');
    }

    /** Words behind a label, wrapped so that every line begins below the first. */
    private void entry(String label, String words) {
        StringBuilder line = new StringBuilder(label);
        boolean empty = true;
        for (String word : words.split(" ", -1)) {
            if (!empty && line.length() + 1 + word.length() > WIDTH) {
                text.append(line).append('\n');
                line = new StringBuilder(" ".repeat(label.length()));
                empty = true;
            }
            line.append(empty ? "" : " ").append(word);
            empty = false;
        }
        text.append(line).append('\n');
    }

    private static String count(int number, String what) {
        return number + " " + what + (number == 1 ? "" : "s");
    }

    private static String text(Duration duration) {
        return DurationText.format(duration);
    }
}
