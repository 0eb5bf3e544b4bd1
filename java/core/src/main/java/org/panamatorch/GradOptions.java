package org.panamatorch;

/**
 * How {@link Autograd#grad(Tensor[], Tensor[], GradOptions)} differentiates.
 *
 * @param gradOutputs the weights of the outputs, each of its output's shape, or null for a scalar;
 *     null where all are scalars
 * @param retainGraph whether to keep the graph for another backward pass, or null for whatever
 *     createGraph is
 * @param createGraph whether to record the backward pass itself, for higher derivatives
 * @param allowUnused whether inputs on which no output depends are allowed, or null for whatever
 *     materializeGrads is
 * @param materializeGrads whether the gradient of such an input is zero rather than null
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.autograd.grad.html">torch.autograd.grad</a>
 */
public record GradOptions(
        Tensor[] gradOutputs,
        Boolean retainGraph,
        boolean createGraph,
        Boolean allowUnused,
        boolean materializeGrads) {
    /** All defaults. */
    public static final GradOptions DEFAULT = new GradOptions(null, null, false, null, false);

    /**
     * Makes options.
     *
     * @throws TorchException of kind {@code VALUE} if gradients are to be materialized and unused
     *     inputs not allowed
     */
    public GradOptions {
        gradOutputs = gradOutputs == null ? null : gradOutputs.clone();
        if (materializeGrads && Boolean.FALSE.equals(allowUnused)) {
            throw new TorchException(
                    TorchException.Kind.VALUE,
                    "Expected allow_unused to be True or not passed when materialize_grads=True,"
                            + " but got: allow_unused=False.");
        }
    }

    /**
     * The weights of the outputs.
     *
     * @return a new array, or null
     */
    @Override
    public Tensor[] gradOutputs() {
        return gradOutputs == null ? null : gradOutputs.clone();
    }

    boolean retainsGraph() {
        return retainGraph == null ? createGraph : retainGraph;
    }

    boolean allowsUnused() {
        return allowUnused == null ? materializeGrads : allowUnused;
    }

    /**
     * These options with other weights.
     *
     * @param weights one for each output, of its shape, or null for a scalar
     * @return new options
     */
    public GradOptions gradOutputs(Tensor... weights) {
        return new GradOptions(weights, retainGraph, createGraph, allowUnused, materializeGrads);
    }

    /**
     * These options with the graph kept or not.
     *
     * @param retain whether to keep the graph for another backward pass
     * @return new options
     */
    public GradOptions retainGraph(boolean retain) {
        return new GradOptions(gradOutputs, retain, createGraph, allowUnused, materializeGrads);
    }

    /**
     * These options with the backward pass recorded or not.
     *
     * @param create whether to record it
     * @return new options
     */
    public GradOptions createGraph(boolean create) {
        return new GradOptions(gradOutputs, retainGraph, create, allowUnused, materializeGrads);
    }

    /**
     * These options with unused inputs allowed or not.
     *
     * @param allow whether inputs on which no output depends are allowed
     * @return new options
     */
    public GradOptions allowUnused(boolean allow) {
        return new GradOptions(gradOutputs, retainGraph, createGraph, allow, materializeGrads);
    }

    /**
     * These options with zero or null for unused inputs.
     *
     * @param materialize whether their gradient is zero
     * @return new options
     */
    public GradOptions materializeGrads(boolean materialize) {
        return new GradOptions(gradOutputs, retainGraph, createGraph, allowUnused, materialize);
    }
}
