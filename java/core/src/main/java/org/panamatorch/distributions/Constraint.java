package org.panamatorch.distributions;

import org.panamatorch.Tensor;
import org.panamatorch.internal.call.Arguments;

/**
 * A region of values, as {@code torch.distributions.constraints.Constraint}. {@link Constraints}
 * has those of PyTorch.
 */
public abstract class Constraint {
    /** Makes a constraint. */
    protected Constraint() {}

    /**
     * Whether each value is within the region.
     *
     * @param value (*, event)
     * @return booleans (*)
     */
    public final Tensor check(Tensor value) {
        Arguments.requirePresent(value, getClass().getSimpleName() + ".check", "value", "a tensor");
        return holds(value);
    }

    /**
     * Computes {@link #check}.
     *
     * @param value (*, event)
     * @return booleans (*)
     */
    protected abstract Tensor holds(Tensor value);

    /**
     * Whether the region is one of single points.
     *
     * @return false unless a constraint says otherwise
     */
    public boolean isDiscrete() {
        return false;
    }

    /**
     * How many last dimensions are one event.
     *
     * @return 0 unless a constraint says otherwise
     */
    public int eventDim() {
        return 0;
    }

    /**
     * The constraint as Python prints it.
     *
     * @return a text such as {@code GreaterThan(lower_bound=0.0)}
     */
    @Override
    public String toString() {
        return getClass().getSimpleName() + "()";
    }
}
