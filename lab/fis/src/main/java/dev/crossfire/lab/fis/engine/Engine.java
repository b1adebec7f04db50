package dev.crossfire.lab.fis.engine;

import dev.crossfire.lab.fis.ActionCatalogue;
import dev.crossfire.lab.fis.AlarmStates;
import dev.crossfire.lab.fis.ExperimentClock;
import dev.crossfire.lab.fis.FisAccount;
import dev.crossfire.lab.fis.FisQuotas;
import dev.crossfire.lab.fis.ResourceInventory;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.Executor;

/** The state and the operations of the emulated API, without HTTP. */
public final class Engine {
    private final FisAccount account;
    private final ActionCatalogue catalogue;
    private final Templates templates;
    private final Experiments experiments;
    private final TagStore tags;

    /**
     * Makes an engine without templates or experiments.
     *
     * @param random decides which resources {@code COUNT} and {@code PERCENT} choose
     * @param effects runs what may block; it must start a task at once, however many others are blocked
     */
    public Engine(
            FisAccount account,
            ActionCatalogue catalogue,
            FisQuotas limits,
            ResourceInventory inventory,
            AlarmStates alarms,
            ExperimentClock clock,
            Random random,
            Executor effects) {
        this.account = account;
        this.catalogue = catalogue;
        this.templates = new Templates(account, catalogue, limits, clock);
        EngineContext context = new EngineContext(
                inventory,
                catalogue,
                alarms,
                new TargetResolver(catalogue, random),
                limits.targetsByTags(),
                clock,
                effects);
        this.experiments = new Experiments(account, limits, templates, context);
        this.tags = new TagStore(account, templates, experiments);
    }

    /**
     * Lets the lists of templates and experiments lack what is younger than this, as AWS's may; for tests. What has such
     * an id is still found by it.
     */
    public void delayLists(Duration by) {
        templates.delayLists(by);
        experiments.delayLists(by);
    }

    /** Returns the account that all of this is in. */
    public FisAccount account() {
        return account;
    }

    /** Returns what can be executed. */
    public ActionCatalogue catalogue() {
        return catalogue;
    }

    /** Returns the templates. */
    public Templates templates() {
        return templates;
    }

    /** Returns the experiments. */
    public Experiments experiments() {
        return experiments;
    }

    /** Returns the tags of both. */
    public TagStore tags() {
        return tags;
    }

    /**
     * The clock, the catalogue and the services that every running experiment uses.
     *
     * @param targetsByTags how many resources an action may find without their ARNs
     * @param effects runs what may block; it must start a task at once, however many others are blocked
     */
    record EngineContext(
            ResourceInventory inventory,
            ActionCatalogue catalogue,
            AlarmStates alarms,
            TargetResolver resolver,
            int targetsByTags,
            ExperimentClock clock,
            Executor effects) {}
}
