package dev.crossfire.scenarios;

import dev.crossfire.scenarios.Tree.Branch;
import dev.crossfire.scenarios.Tree.Entry;
import dev.crossfire.scenarios.Tree.Items;
import dev.crossfire.scenarios.Tree.Leaf;
import java.util.function.UnaryOperator;

/** Gives a tree other places. */
final class Relabel {
    private final UnaryOperator<Place> change;

    private Relabel(UnaryOperator<Place> change) {
        this.change = change;
    }

    /** The tree as what stands in an overlay. */
    static Tree inOverlay(Tree tree, String overlay) {
        return new Relabel(place -> place instanceof Place.InFile file
                        ? new Place.InFile(file.file(), file.line(), file.column(), overlay)
                        : place)
                .tree(tree);
    }

    /** The tree as what was given on the command line. */
    static Tree asGiven(Tree tree, Place.Given given) {
        return new Relabel(place -> given).tree(tree);
    }

    private Tree tree(Tree tree) {
        Place place = change.apply(tree.place());
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
