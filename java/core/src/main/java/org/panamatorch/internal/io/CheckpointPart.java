package org.panamatorch.internal.io;

import org.panamatorch.Generator;
import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.StateDict;
import org.panamatorch.optim.Optimizer;
import org.panamatorch.optim.OptimizerState;
import org.panamatorch.optim.lr.LRScheduler;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;
import java.util.function.Consumer;
import java.util.function.Supplier;

/**
 * Something whose state a checkpoint keeps.
 *
 * @param saving gives the state
 * @param loading takes it over
 */
public record CheckpointPart(Supplier<Object> saving, Consumer<Object> loading) {
    private static final String NAMED = "values by name";

    /**
     * A module.
     *
     * @param module the module
     * @return its part
     */
    public static CheckpointPart of(Module module) {
        return new CheckpointPart(
                module::stateDict,
                state -> module.loadStateDict(as(StateDict.class, state, "a module's state")));
    }

    /**
     * An optimizer.
     *
     * @param optimizer the optimizer
     * @return its part
     */
    public static CheckpointPart of(Optimizer optimizer) {
        return new CheckpointPart(
                optimizer::stateDict,
                state -> optimizer.loadStateDict(OptimizerState.of(named(state))));
    }

    /**
     * A schedule.
     *
     * @param scheduler the schedule
     * @return its part
     */
    public static CheckpointPart of(LRScheduler scheduler) {
        return new CheckpointPart(
                scheduler::stateDict, state -> scheduler.loadStateDict(named(state)));
    }

    /**
     * A generator.
     *
     * @param generator the generator
     * @return its part
     */
    public static CheckpointPart of(Generator generator) {
        return new CheckpointPart(
                generator::state,
                state -> generator.setState(as(Tensor.class, state, "a generator's state")));
    }

    private static <T> T as(Class<T> type, Object state, String expected) {
        if (!type.isInstance(state)) {
            throw mismatch(state, expected);
        }
        return type.cast(state);
    }

    private static TorchException mismatch(Object state, String expected) {
        return new TorchException(
                Kind.TYPE,
                "Checkpoint.load: a state is "
                        + PickleReader.described(state)
                        + ", expected "
                        + expected);
    }

    private static SequencedMap<String, Object> named(Object state) {
        SequencedMap<String, Object> named = new LinkedHashMap<>();
        for (Map.Entry<?, ?> entry : ((Map<?, ?>) as(Map.class, state, NAMED)).entrySet()) {
            named.put(as(String.class, entry.getKey(), NAMED), entry.getValue());
        }
        return named;
    }
}
