package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.SoftmaxDim;
import org.panamatorch.internal.print.PythonFormat;

/**
 * The logarithm of the softmax.
 *
 * <p>Shapes: input and output (*).
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LogSoftmax.html">torch.nn.LogSoftmax</a>
 */
public final class LogSoftmax extends UnaryModule {
    private final Long dim;

    /** The options of {@link LogSoftmax}. */
    public static final class Builder {
        private Long dim;

        private Builder() {}

        /**
         * The dimension whose elements are compared. Without one it is chosen by their number: 0 of
         * 0, 1 or 3, else 1, which is deprecated.
         *
         * @param dimension the dimension, or null
         * @return this
         */
        public Builder dim(Long dimension) {
            dim = dimension;
            return this;
        }

        /**
         * Makes the module.
         *
         * @return the module
         */
        public LogSoftmax build() {
            return new LogSoftmax(this);
        }
    }

    /** Makes the module with Python's defaults. */
    public LogSoftmax() {
        this(builder());
    }

    /**
     * Makes the module.
     *
     * @param dim the dimension whose elements are compared
     */
    public LogSoftmax(long dim) {
        this(builder().dim(dim));
    }

    private LogSoftmax(Builder builder) {
        dim = builder.dim;
    }

    /**
     * Starts the options.
     *
     * @return a builder
     */
    public static Builder builder() {
        return new Builder();
    }

    /**
     * Computes the output.
     *
     * @param input (*)
     * @return (*)
     * @throws org.panamatorch.TorchException if there is no such dimension, or the dtype is not
     *     supported
     */
    @Override
    protected Tensor forward(Tensor input) {
        long chosen = dim != null ? dim : SoftmaxDim.implicit("log_softmax", input);
        return Functional.logSoftmax(input, chosen);
    }

    @Override
    protected String extraRepr() {
        return "dim=" + PythonFormat.repr(dim);
    }
}
