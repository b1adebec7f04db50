package dev.crossfire.scenarios;

import dev.crossfire.scenarios.problems.SourcePosition;
import dev.crossfire.scenarios.yaml.DocumentTree;
import dev.crossfire.scenarios.yaml.DocumentTree.Branch;
import dev.crossfire.scenarios.yaml.DocumentTree.Entry;
import dev.crossfire.scenarios.yaml.DocumentTree.Items;
import dev.crossfire.scenarios.yaml.DocumentTree.Leaf;
import java.util.function.UnaryOperator;

/** Gives a tree other places. */
final class SourceRelabeler {
    private final UnaryOperator<SourcePosition> change;

    private SourceRelabeler(UnaryOperator<SourcePosition> change) {
        this.change = change;
    }

    /** The tree with the positions of an overlay. */
    static DocumentTree inOverlay(DocumentTree tree, String overlay) {
        return new SourceRelabeler(place -> place instanceof SourcePosition.InFile file
                        ? new SourcePosition.InFile(file.file(), file.line(), file.column(), overlay)
                        : place)
                .tree(tree);
    }

    /** The tree as what was given on the command line. */
    static DocumentTree asGiven(DocumentTree tree, SourcePosition.Given given) {
        return new SourceRelabeler(place -> given).tree(tree);
    }

    private DocumentTree tree(DocumentTree tree) {
        SourcePosition place = change.apply(tree.place());
        if (tree instanceof Branch branch) {
            return new Branch(place, branch.entries().stream().map(this::entry).toList());
        }
        if (tree instanceof Items items) {
            return new Items(place, items.items().stream().map(this::tree).toList());
        }
        Leaf leaf = (Leaf) tree;
        return new Leaf(place, leaf.text(), leaf.sort(), leaf.written(), leaf.secret());
    }

    private Entry entry(Entry entry) {
        return new Entry(entry.key(), change.apply(entry.keyPlace()), tree(entry.value()));
    }
}
