package org.panamatorch.internal.optim;

import org.panamatorch.optim.Optimizer;

import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;

/** Whether an optimizer has been stepped since it has a schedule. */
public final class StepWatch {
    private static final Map<Optimizer, StepWatch> ALL =
            Collections.synchronizedMap(new WeakHashMap<>());

    private volatile boolean hasStepped;

    private StepWatch() {}

    /**
     * The watch of an optimizer, which all its schedules share.
     *
     * @param optimizer the optimizer
     * @return its watch
     */
    public static StepWatch of(Optimizer optimizer) {
        return ALL.computeIfAbsent(
                optimizer,
                _ -> {
                    StepWatch watch = new StepWatch();
                    optimizer.registerStepPreHook(
                            (_, _) -> {
                                watch.hasStepped = true;
                                return null;
                            });
                    return watch;
                });
    }

    /**
     * Whether it has been stepped.
     *
     * @return true if it has
     */
    public boolean hasStepped() {
        return hasStepped;
    }
}
