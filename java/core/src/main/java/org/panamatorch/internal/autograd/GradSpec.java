package org.panamatorch.internal.autograd;

import org.panamatorch.Tensor;
import org.panamatorch.TorchException;
import org.panamatorch.internal.declare.Default;
import org.panamatorch.internal.declare.OptionSet;
import org.panamatorch.internal.declare.Unprinted;

/**
 * Options of gradients that are not accumulated.
 *
 * @param gradOutputs the weights of the outputs, each of its output's shape, or null for a scalar;
 *     if not set, all are scalars
 * @param retainGraph whether to keep the graph for another backward pass; if not set, where {@code
 *     createGraph} is set
 * @param createGraph whether to record the backward pass itself, for higher derivatives
 * @param allowUnused whether inputs on which no output depends are allowed; if not set, where
 *     {@code materializeGrads} is set
 * @param materializeGrads whether the gradient of such an input is zero rather than null
 */
@OptionSet(home = "org.panamatorch")
@Unprinted
public record GradSpec(
        @Default("null") Tensor[] gradOutputs,
        @Default("null") Boolean retainGraph,
        @Default("false") boolean createGraph,
        @Default("null") Boolean allowUnused,
        @Default("false") boolean materializeGrads) {
    /**
     * Makes options.
     *
     * @throws TorchException of kind {@code VALUE} if gradients are to be materialized and unused
     *     inputs not allowed
     */
    public GradSpec {
        if (materializeGrads && Boolean.FALSE.equals(allowUnused)) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "Expected allow_unused to be True or not passed when materialize_grads=True,"
                            + " but got: allow_unused=False.");
        }
    }

    /**
     * Whether the graph is kept.
     *
     * @return as it is set, or as the backward pass is recorded
     */
    public boolean retainsGraph() {
        return retainGraph == null ? createGraph : retainGraph;
    }

    /**
     * Whether inputs may be unused.
     *
     * @return as it is set, or as gradients are made for them
     */
    public boolean allowsUnused() {
        return allowUnused == null ? materializeGrads : allowUnused;
    }
}
