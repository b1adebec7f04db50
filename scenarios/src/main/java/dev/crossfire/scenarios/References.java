package dev.crossfire.scenarios;

import dev.crossfire.scenarios.problems.MessageText;
import dev.crossfire.scenarios.problems.Problems;
import dev.crossfire.scenarios.yaml.DocumentTree;
import dev.crossfire.scenarios.yaml.DocumentTree.Branch;
import dev.crossfire.scenarios.yaml.DocumentTree.Entry;
import dev.crossfire.scenarios.yaml.DocumentTree.Items;
import dev.crossfire.scenarios.yaml.DocumentTree.Leaf;
import dev.crossfire.scenarios.yaml.DocumentTree.Sort;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Puts what {@code ${NAME}} and {@code ${secret:NAME}} stand for into a tree. */
final class References {
    private static final Pattern REFERENCE = Pattern.compile("\\$\\{(secret:)?([^}]*)}");
    private static final Pattern NAME = Pattern.compile("[A-Za-z_][A-Za-z0-9_]*");

    private final Function<String, Optional<String>> variables;
    private final Problems problems;

    /**
     * A resolver.
     *
     * @param variables the process environment, or what takes its place
     */
    References(Function<String, Optional<String>> variables, Problems problems) {
        this.variables = variables;
        this.problems = problems;
    }

    DocumentTree resolved(DocumentTree tree) {
        if (tree instanceof Branch branch) {
            return new Branch(
                    branch.place(),
                    branch.entries().stream()
                            .map(entry -> new Entry(entry.key(), entry.keyPlace(), resolved(entry.value())))
                            .toList());
        }
        if (tree instanceof Items items) {
            return new Items(
                    items.place(), items.items().stream().map(this::resolved).toList());
        }
        Leaf leaf = (Leaf) tree;
        return leaf.sort() == Sort.TEXT && leaf.text().contains("${") ? resolved(leaf) : leaf;
    }

    private Leaf resolved(Leaf leaf) {
        Matcher reference = REFERENCE.matcher(leaf.text());
        StringBuilder text = new StringBuilder();
        boolean secret = false;
        while (reference.find()) {
            secret |= reference.group(1) != null;
            reference.appendReplacement(text, Matcher.quoteReplacement(value(reference, leaf)));
        }
        reference.appendTail(text);
        return new Leaf(leaf.place(), text.toString(), Sort.TEXT, leaf.text(), secret);
    }

    private String value(Matcher reference, Leaf leaf) {
        String name = reference.group(2);
        if (!NAME.matcher(name).matches()) {
            problems.add(leaf.place(), MessageText.quoted(reference.group()), "${NAME} or ${secret:NAME}");
            return "unknown";
        }
        return variables.apply(name).orElseGet(() -> {
            String found = MessageText.quoted(reference.group()) + " (not set)";
            problems.add(leaf.place(), found, "the variable " + name + " in the process environment", "export " + name);
            return "unknown";
        });
    }
}
