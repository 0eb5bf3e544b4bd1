package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.pool.NormPooling;
import org.panamatorch.internal.nn.pool.PoolSpecs.LPPoolSpec;
import org.panamatorch.internal.print.PythonFormat;

/**
 * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
 *
 * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
 */
@Leaves
public abstract class LPPoolNd extends UnaryModule {
    private final int dims;
    private final Number normType;
    private final Extent kernelSize;
    private final LPPoolSpec options;

    /**
     * Makes the module.
     *
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window
     */
    LPPoolNd(int dims, Number normType, Extent kernelSize, LPPoolSpec options) {
        this.dims = dims;
        this.normType = Required.real("LPPool" + dims + "d", "normType", normType);
        this.kernelSize = kernelSize;
        this.options = options;
    }

    @Override
    protected Tensor forward(Tensor input) {
        return NormPooling.lpPoolNd(dims, input, normType.doubleValue(), kernelSize, options);
    }

    @Override
    protected String extraRepr() {
        return "norm_type="
                + PythonFormat.repr(normType)
                + ", kernel_size="
                + kernelSize
                + LPPoolOptions.printed(options);
    }
}
