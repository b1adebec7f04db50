package dev.crossfire.scenarios;

import dev.crossfire.model.Problem;
import dev.crossfire.model.environment.Limits.LimitSource;
import dev.crossfire.plan.Pointers;
import dev.crossfire.scenarios.databinding.Binder;
import dev.crossfire.scenarios.language.FileKind;
import dev.crossfire.scenarios.language.LimitsPart;
import dev.crossfire.scenarios.language.PolicyDocument;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.problems.Problems.ProblemNotes;
import dev.crossfire.scenarios.problems.ValueOrigins;
import dev.crossfire.scenarios.validation.ScenarioValidator;
import dev.crossfire.scenarios.yaml.SourceFile;
import dev.crossfire.scenarios.yaml.YamlNode.MappingNode;
import dev.crossfire.scenarios.yaml.YamlParser;
import dev.crossfire.spi.Kinds;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reads policy files: limits that are set outside scenarios and environments. */
public final class PolicyReader {
    private final Kinds kinds;

    /** @param kinds the faults that a policy may name */
    public PolicyReader(Kinds kinds) {
        this.kinds = kinds;
    }

    /** Reads a policy, and selects the limits that apply in an environment. */
    public PolicyReading read(SourceFile source, String environment) {
        Problems problems = new Problems();
        ValueOrigins origins = new ValueOrigins();
        ProblemNotes notes = new ProblemNotes(problems, origins);
        @Nullable
        PolicyDocument part = YamlParser.read(source, problems)
                .filter(node -> !(node instanceof MappingNode root) || FileKind.POLICY.accepts(root, problems))
                .map(node -> new Binder(problems, origins).bind(node, PolicyDocument.class, ""))
                .orElse(null);
        if (part == null) {
            return new PolicyReading(List.of(), problems.inFileOrder());
        }
        ScenarioValidator.checkVersion(part.crossfire(), notes);
        List<LimitSource> applying = new ArrayList<>();
        all(part).forEach((pointer, limits) -> {
            LimitsPart.check(limits, pointer, kinds, notes);
            boolean holds = pointer.equals("/limits") || pointer.equals(Pointers.under("/environments", environment));
            if (holds) {
                applying.add(
                        new LimitSource("the policy " + part.policy(), LimitsPart.limits(limits, pointer, origins)));
            }
        });
        return new PolicyReading(problems.isEmpty() ? applying : List.of(), problems.inFileOrder());
    }

    private static Map<String, LimitsPart> all(PolicyDocument part) {
        Map<String, LimitsPart> all = new LinkedHashMap<>();
        if (part.limits() != null) {
            all.put("/limits", part.limits());
        }
        if (part.environments() != null) {
            part.environments().forEach((name, limits) -> all.put(Pointers.under("/environments", name), limits));
        }
        return all;
    }

    /**
     * The result of reading a policy.
     *
     * @param limits the limits in the requested environment; empty when there is a problem
     * @param problems everything that is wrong, in the order of the file
     */
    public record PolicyReading(List<LimitSource> limits, List<Problem> problems) {
        public PolicyReading {
            limits = List.copyOf(limits);
            problems = List.copyOf(problems);
        }
    }
}
