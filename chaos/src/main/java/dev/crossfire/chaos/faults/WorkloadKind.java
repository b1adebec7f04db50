package dev.crossfire.chaos.faults;

import dev.crossfire.chaos.disruption.DisruptionKind;
import dev.crossfire.chaos.probe.Symptom;
import dev.crossfire.chaos.probe.SymptomKind;
import dev.crossfire.model.FaultSettings;
import dev.crossfire.model.Target;
import dev.crossfire.spi.FaultContext;
import dev.crossfire.spi.FaultDescription;
import dev.crossfire.spi.FaultKind.SettingMismatch;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A fault of the workload that controls a role's pods, and so of all of them, whichever they are by then.
 *
 * @param <S> its settings
 */
abstract class WorkloadKind<S extends FaultSettings> extends DisruptionKind<S> {
    WorkloadKind(FaultDescription<S> description) {
        super(description);
    }

    @Override
    protected final Symptom effect(S settings) {
        return SymptomKind.UNREACHABLE;
    }

    /** Each role once, under its name: the workload is observed, and not its pods. */
    @Override
    protected final List<Target> watched(FaultContext<S> context) {
        Map<String, Target> first = new LinkedHashMap<>();
        for (Target target : context.targets()) {
            first.putIfAbsent(
                    target.role(),
                    new Target(
                            target.role(), target.type(), target.role(), null, target.capabilities(), target.tags()));
        }
        return List.copyOf(first.values());
    }

    @Override
    public final Optional<SettingMismatch> mismatch(FaultContext<S> context) {
        for (Target target : watched(context)) {
            long selected = context.targets().stream()
                    .filter(one -> one.role().equals(target.role()))
                    .count();
            int all = context.environment().inventory().inRole(target.role()).size();
            if (selected < all) {
                return Optional.of(new SettingMismatch(
                        "target",
                        selected + " of the " + all + " targets of " + target.role(),
                        "all of them, because " + description().name() + " concerns the workload as a whole"));
            }
        }
        return Optional.empty();
    }
}
