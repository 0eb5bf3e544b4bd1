package org.panamatorch.fuzz;

import org.panamatorch.AnomalyMode;
import org.panamatorch.Autocast;
import org.panamatorch.GradMode;
import org.panamatorch.HookHandle;
import org.panamatorch.InferenceMode;
import org.panamatorch.SavedTensorsHooks;
import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;

import java.lang.reflect.RecordComponent;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Makes the calls of one thread of a program, and keeps what they returned. */
final class Run {
    /** Larger tensors are not kept: a thousand calls with them take as long as all others. */
    private static final long LARGEST = 100_000;

    private static final int MOST_PARTS = 4;
    private static final int MOST_TRIES_AT_STACK_END = 20;

    private final Run shared;
    private final Journal journal;
    private final Map<Integer, List<Object>> results = new HashMap<>();
    private final List<HookHandle> hooks = new ArrayList<>();
    private final List<AutoCloseable> modes = new ArrayList<>();
    private int tries;

    /**
     * Makes a run.
     *
     * @param shared whose results are there as well, or null
     * @param journal where calls are counted
     */
    Run(Run shared, Journal journal) {
        this.shared = shared;
        this.journal = journal;
    }

    /** Makes a step's call; what it threw, or null. */
    Throwable perform(Step step) {
        try {
            Object result =
                    switch (step.place()) {
                        case PLAIN -> step.call().make(this);
                        case NO_GRAD -> Torch.noGrad(() -> step.call().make(this));
                        case SCOPE -> {
                            try (TensorScope _ = new TensorScope()) {
                                yield step.call().make(this);
                            }
                        }
                        case STACK_END -> {
                            tries = 0;
                            // Not the arguments: an overflow inside of the JDK, such as where it
                            // makes a proxy, can leave a lock or an entry behind for ever.
                            Object[] values = step.call().values(this);
                            yield atStackEnd(Targets.of(step.call().target()), values);
                        }
                    };
            if (!usesShared(step.call())) {
                keep(step.id(), result);
            }
            return null;
        } catch (Throwable thrown) {
            return thrown;
        }
    }

    private Object atStackEnd(Target target, Object... arguments) throws Throwable {
        try {
            return atStackEnd(target, arguments);
        } catch (StackOverflowError e) {
            // Caught by each caller: the call is tried again where there is a little more stack.
            if (tries++ > MOST_TRIES_AT_STACK_END) {
                throw new Recipe.Missing("no stack");
            }
            return invoke(target, arguments);
        }
    }

    /** Calls, for a recipe. */
    Object invoke(Target target, Object... arguments) throws Throwable {
        if (target == null) {
            throw new Recipe.Missing("no target");
        }
        if (target.hasReceiver() && arguments[0] == null) {
            throw new Recipe.Missing("no receiver");
        }
        if (Exclusions.isSelfReference(target.key(), this::isResult, arguments)) {
            throw new Recipe.Missing("a tensor in place with itself");
        }
        journal.call(target.key());
        Object result = target.invoke(arguments);
        switch (result) {
            case HookHandle hook -> hooks.add(hook);
            case AnomalyMode mode -> modes.add(mode);
            case GradMode mode -> modes.add(mode);
            case InferenceMode mode -> modes.add(mode);
            case Autocast mode -> modes.add(mode);
            case SavedTensorsHooks mode -> modes.add(mode);
            case null, default -> {}
        }
        return result;
    }

    private boolean isResult(Object value) {
        return shared != null && shared.isResult(value)
                || results.values().stream()
                        .flatMap(List::stream)
                        .anyMatch(result -> result == value);
    }

    /** Whether a call is given what other threads use as well. */
    boolean usesShared(Call call) {
        return shared != null && call.steps().anyMatch(shared.results::containsKey);
    }

    Object result(int step, int part) {
        List<Object> parts = results.get(step);
        if (parts == null && shared != null) {
            return shared.result(step, part);
        }
        if (parts == null || parts.size() <= part) {
            throw new Recipe.Missing("r" + step);
        }
        return parts.get(part);
    }

    /** The results of a type that there are so far. */
    List<ResultOf> results(Class<?> type, boolean withShared) {
        List<ResultOf> fitting = new ArrayList<>();
        if (withShared && shared != null) {
            fitting.addAll(shared.results(type, false));
        }
        results.forEach(
                (step, parts) -> {
                    for (int i = 0; i < parts.size(); i++) {
                        if (type.isInstance(parts.get(i))) {
                            fitting.add(new ResultOf(step, i));
                        }
                    }
                });
        return fitting;
    }

    private void keep(int step, Object result) {
        if (result == null || result instanceof Number || result instanceof String) {
            return;
        }
        List<Object> parts = new ArrayList<>();
        parts.add(result);
        switch (result) {
            case Object[] array ->
                    parts.addAll(
                            java.util.Arrays.asList(array)
                                    .subList(0, Math.min(MOST_PARTS, array.length)));
            case List<?> list -> parts.addAll(list.subList(0, Math.min(MOST_PARTS, list.size())));
            case Map<?, ?> map -> parts.addAll(map.values().stream().limit(MOST_PARTS).toList());
            case Record structure -> parts.addAll(components(structure));
            default -> {}
        }
        if (parts.stream().noneMatch(Run::isLarge)) {
            results.put(step, parts);
        }
    }

    private static List<Object> components(Record structure) {
        List<Object> values = new ArrayList<>();
        for (RecordComponent component : structure.getClass().getRecordComponents()) {
            try {
                component.getAccessor().setAccessible(true);
                values.add(component.getAccessor().invoke(structure));
            } catch (ReflectiveOperationException e) {
                values.add(null);
            }
        }
        return values;
    }

    private static boolean isLarge(Object part) {
        return part instanceof Tensor tensor && !tensor.isClosed() && tensor.numel() > LARGEST;
    }

    /** Takes away what would outlive the run, on its thread. */
    void close() {
        for (HookHandle hook : hooks) {
            hook.remove();
        }
        for (AutoCloseable mode : modes.reversed()) {
            try {
                mode.close();
            } catch (Exception e) {
                // One that was opened before it was closed first.
            }
        }
        results.clear();
    }
}
