package org.panamatorch.rivals;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.training.GradientCollector;

import org.panamatorch.benchmarks.contest.Numbers;
import org.panamatorch.benchmarks.contest.Workload;

import java.util.function.Supplier;

/** A workload of a step that makes arrays, in a scope. */
final class DjlSteps implements Workload {
    /** What it makes stays until the process ends. */
    static final NDManager MANAGER = NDManager.newBaseManager();

    private final Supplier<NDArray> step;
    private final boolean recorded;
    private boolean makesState;

    private DjlSteps(boolean recorded, boolean makesState, Supplier<NDArray> step) {
        this.step = step;
        this.recorded = recorded;
        this.makesState = makesState;
    }

    static Workload of(Supplier<NDArray> step) {
        return new DjlSteps(false, false, step);
    }

    /** A step of which each operator is recorded. */
    static Workload recorded(Supplier<NDArray> step) {
        return new DjlSteps(true, false, step);
    }

    /** A step whose first run makes what later ones need, as optimizers do: it has no scope. */
    static Workload withState(Supplier<NDArray> step) {
        return new DjlSteps(false, true, step);
    }

    static NDArray numbers(int index, float scale, long... sizes) {
        float[] numbers = Numbers.floats(index, scale, Numbers.elements(sizes));
        return MANAGER.create(numbers, new Shape(sizes));
    }

    static NDArray integers(int index, long bound, long... sizes) {
        long[] numbers = Numbers.longs(index, bound, Numbers.elements(sizes));
        return MANAGER.create(numbers, new Shape(sizes));
    }

    @Override
    public void run(long count) {
        if (recorded) {
            try (GradientCollector _ = Engine.getInstance().newGradientCollector()) {
                steps(count);
            }
        } else {
            steps(count);
        }
    }

    private void steps(long count) {
        for (long i = 0; i < count; i++) {
            if (makesState) {
                step.get();
                makesState = false;
                continue;
            }
            try (NDScope _ = new NDScope()) {
                step.get();
            }
        }
    }

    @Override
    public float[] result() {
        return step.get().toFloatArray();
    }
}
