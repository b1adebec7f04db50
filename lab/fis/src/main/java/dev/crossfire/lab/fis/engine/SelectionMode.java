package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.AwsResource;
import dev.crossfire.lab.fis.model.FisException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** How many of the resources that match a target are taken: {@code ALL}, {@code COUNT(n)} or {@code PERCENT(n)}. */
record SelectionMode(Selection mode, int number) {
    private static final Pattern FORM = Pattern.compile("(ALL)|(COUNT|PERCENT)\\((\\d{1,6})\\)");

    enum Selection {
        ALL,
        COUNT,
        PERCENT
    }

    static SelectionMode parse(String target, String text) {
        Matcher form = FORM.matcher(text);
        if (!form.matches()) {
            throw FisException.invalid("Invalid selection mode \"" + text + "\" for target " + target
                    + "; valid are ALL, COUNT(n) and PERCENT(n).");
        }
        if (form.group(1) != null) {
            return new SelectionMode(Selection.ALL, 0);
        }
        SelectionMode selection = new SelectionMode(Selection.valueOf(form.group(2)), Integer.parseInt(form.group(3)));
        if (selection.number < 1 || (selection.mode == Selection.PERCENT && selection.number > 100)) {
            throw FisException.invalid("Invalid selection mode \"" + text + "\" for target " + target
                    + "; a count is at least 1, a percentage from 1 to 100.");
        }
        return selection;
    }

    /**
     * Takes resources, at random where there is a choice.
     *
     * @throws ResolutionException if the percentage of these is less than one resource
     */
    List<AwsResource> select(String target, List<AwsResource> matching, Random random)
            throws TargetResolver.ResolutionException {
        if (mode == Selection.ALL || matching.isEmpty()) {
            return matching;
        }
        int wanted = mode == Selection.COUNT ? number : (int) ((long) matching.size() * number / 100);
        if (wanted < 1) {
            throw new TargetResolver.ResolutionException("Target " + target + ": " + number + " percent of "
                    + matching.size() + " resources is less than one resource.");
        }
        List<AwsResource> shuffled = new ArrayList<>(matching);
        // One seed must mean one choice, in whatever order the inventory lists.
        shuffled.sort(Comparator.comparing(AwsResource::arn));
        Collections.shuffle(shuffled, random);
        return shuffled.subList(0, Math.min(wanted, shuffled.size()));
    }
}
