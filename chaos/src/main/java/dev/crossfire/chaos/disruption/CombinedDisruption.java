package dev.crossfire.chaos.disruption;

import dev.crossfire.chaos.injection.PreparedInjection;
import dev.crossfire.chaos.injection.Rollback;
import dev.crossfire.chaos.probe.ProbeClient;
import dev.crossfire.model.Target;
import dev.crossfire.spi.Environment;
import dev.crossfire.spi.FaultException;
import dev.crossfire.spi.FaultException.NotInjectedException;
import dev.crossfire.spi.FaultKind.ClearedStatus;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** One fault whose targets several providers reach: each disrupts its own, and all of them begin and end as one. */
final class CombinedDisruption implements Disruption {
    private final Environment environment;
    private final Map<Environment, Disruption> parts;

    private CombinedDisruption(Environment environment, Map<Environment, Disruption> parts) {
        this.environment = environment;
        this.parts = parts;
    }

    /** The means to disrupt targets: that of the provider that reaches them all, where one does. */
    static Disruption of(Environment environment, List<Target> targets) throws FaultException {
        Map<Environment, Disruption> parts = new LinkedHashMap<>();
        for (Target target : targets) {
            Environment part = environment.partOf(target);
            if (!parts.containsKey(part)) {
                parts.put(part, part.capability(target, Disruption.class));
            }
        }
        return parts.size() == 1 ? parts.values().iterator().next() : new CombinedDisruption(environment, parts);
    }

    @Override
    public PreparedInjection prepare(String run, String fault, List<InjectionStep> steps) throws FaultException {
        List<PreparedInjection> prepared = new ArrayList<>();
        try {
            for (Map.Entry<Environment, Disruption> part : parts.entrySet()) {
                prepared.add(part.getValue().prepare(run, fault, steps(part.getKey(), steps)));
            }
        } catch (FaultException | RuntimeException refused) {
            Rollback.after(refused, () -> undo(run, fault, Map.of()));
            throw refused;
        }
        return new CombinedInjection(prepared, () -> undo(run, fault, Map.of()));
    }

    /** The steps as far as they concern what one provider reaches. */
    private List<InjectionStep> steps(Environment part, List<InjectionStep> steps) {
        List<InjectionStep> own = new ArrayList<>();
        for (InjectionStep step : steps) {
            List<Target> reached = step.targets().stream()
                    .filter(target -> environment.partOf(target).equals(part))
                    .toList();
            if (!reached.isEmpty()) {
                own.add(new InjectionStep(step.spec(), reached, step.after(), step.duration()));
            }
        }
        return own;
    }

    @Override
    public boolean followsRoles() {
        return parts.values().stream().allMatch(Disruption::followsRoles);
    }

    @Override
    public @Nullable ProbeClient effectCheck(String run, String fault, InjectionStep step, Target target)
            throws FaultException {
        Disruption part = parts.get(environment.partOf(target));
        return part == null ? null : part.effectCheck(run, fault, step, target);
    }

    @Override
    public void requireRights(List<InjectionStep> steps) throws FaultException {
        List<FaultException> missing = new ArrayList<>();
        for (Map.Entry<Environment, Disruption> part : parts.entrySet()) {
            try {
                part.getValue().requireRights(steps(part.getKey(), steps));
            } catch (FaultException lacking) {
                missing.add(lacking);
            }
        }
        if (!missing.isEmpty()) {
            throw joined(missing);
        }
    }

    @Override
    public List<String> risks(List<InjectionStep> steps) throws FaultException {
        List<String> risks = new ArrayList<>();
        for (Map.Entry<Environment, Disruption> part : parts.entrySet()) {
            risks.addAll(part.getValue().risks(steps(part.getKey(), steps)));
        }
        return risks;
    }

    /** Of all providers, even if one fails. */
    @Override
    public void undo(String run, String fault, Map<String, String> handle) throws FaultException {
        List<FaultException> failed = new ArrayList<>();
        int index = 0;
        for (Disruption part : parts.values()) {
            try {
                part.undo(run, fault, CombinedInjection.part(handle, index++));
            } catch (FaultException stuck) {
                failed.add(stuck);
            }
        }
        if (!failed.isEmpty()) {
            throw joined(failed);
        }
    }

    private static FaultException joined(List<FaultException> failed) {
        String messages =
                failed.stream().map(one -> String.valueOf(one.getMessage())).collect(Collectors.joining("; "));
        return new FaultException(messages, failed.get(0));
    }

    @Override
    public ClearedStatus left(String run, String fault, Map<String, String> handle) throws FaultException {
        boolean cleared = true;
        List<String> details = new ArrayList<>();
        int index = 0;
        for (Disruption part : parts.values()) {
            ClearedStatus status = part.left(run, fault, CombinedInjection.part(handle, index++));
            cleared &= status.cleared();
            details.add(status.detail());
        }
        return new ClearedStatus(cleared, String.join("; ", details));
    }

    /** The injections of all providers: all of them begin, or what has begun is taken back. */
    private record CombinedInjection(List<PreparedInjection> parts, Rollback.UndoStep undo)
            implements PreparedInjection {
        private static final String BETWEEN = "/";

        CombinedInjection {
            parts = List.copyOf(parts);
        }

        /** The part of a handle that one provider made. */
        static Map<String, String> part(Map<String, String> handle, int index) {
            String prefix = index + BETWEEN;
            return handle.entrySet().stream()
                    .filter(entry -> entry.getKey().startsWith(prefix))
                    .collect(Collectors.toMap(entry -> entry.getKey().substring(prefix.length()), Map.Entry::getValue));
        }

        @Override
        public Map<String, String> handle() {
            Map<String, String> all = new HashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                add(all, i, parts.get(i).handle());
            }
            return all;
        }

        @Override
        public Map<String, String> started() {
            Map<String, String> all = new HashMap<>();
            for (int i = 0; i < parts.size(); i++) {
                add(all, i, parts.get(i).started());
            }
            return all;
        }

        private static void add(Map<String, String> all, int index, Map<String, String> own) {
            own.forEach((key, value) -> all.put(index + BETWEEN + key, value));
        }

        @Override
        public void start() throws FaultException {
            int started = 0;
            try {
                for (PreparedInjection part : parts) {
                    part.start();
                    started++;
                }
            } catch (NotInjectedException refused) {
                if (started == 0) {
                    throw refused;
                }
                Rollback.after(refused, undo);
                throw new FaultException("it was injected in part, and taken back: " + refused.getMessage(), refused);
            }
        }

        /** Of all at the same time, because some of them end the fault only while they are awaited. */
        @Override
        public InjectionResult awaitEnd() throws FaultException {
            List<FutureTask<InjectionResult>> ends = new ArrayList<>();
            List<Thread> threads = new ArrayList<>();
            for (PreparedInjection part : parts) {
                FutureTask<InjectionResult> end = new FutureTask<>(part::awaitEnd);
                Thread thread = new Thread(end, "injection-end");
                thread.setDaemon(true);
                thread.start();
                ends.add(end);
                threads.add(thread);
            }
            try {
                return joined(ends);
            } catch (InterruptedException closed) {
                threads.forEach(Thread::interrupt);
                Thread.currentThread().interrupt();
                throw new FaultException("the wait for the end of the fault was interrupted", closed);
            }
        }

        private static InjectionResult joined(List<FutureTask<InjectionResult>> ends)
                throws FaultException, InterruptedException {
            List<FaultException> failed = new ArrayList<>();
            List<String> problems = new ArrayList<>();
            boolean begun = false;
            for (FutureTask<InjectionResult> end : ends) {
                try {
                    InjectionResult result = end.get();
                    begun |= result.begun();
                    @Nullable String problem = result.problem();
                    if (problem != null) {
                        problems.add(problem);
                    }
                } catch (ExecutionException unknown) {
                    failed.add(
                            unknown.getCause() instanceof FaultException fault
                                    ? fault
                                    : new FaultException(String.valueOf(unknown.getCause()), unknown));
                }
            }
            if (!failed.isEmpty()) {
                throw CombinedDisruption.joined(failed);
            }
            return new InjectionResult(begun, problems.isEmpty() ? null : String.join("; ", problems));
        }
    }
}
