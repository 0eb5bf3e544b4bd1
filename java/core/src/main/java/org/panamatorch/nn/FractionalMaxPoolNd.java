package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.pool.FractionalPooling;
import org.panamatorch.internal.nn.pool.PoolSpecs.FractionalMaxPoolFuncSpec;
import org.panamatorch.internal.nn.pool.PoolSpecs.FractionalMaxPoolSpec;
import org.panamatorch.internal.print.PythonFormat;

import java.util.Arrays;

/**
 * The maxima of windows at random places.
 *
 * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
 */
@Leaves({2, 3})
public abstract class FractionalMaxPoolNd extends MaxPoolBase {
    private static final String SAMPLES = "_random_samples";

    private final int dims;
    private final Extent kernelSize;
    private final FractionalMaxPoolSpec options;

    /**
     * Makes the module.
     *
     * @param kernelSize the size of the window
     * @throws org.panamatorch.TorchException if there is neither a size nor a ratio or both, or an
     *     option is out of range
     */
    FractionalMaxPoolNd(int dims, Extent kernelSize, FractionalMaxPoolSpec options) {
        super(options.returnIndices());
        this.dims = dims;
        this.kernelSize = kernelSize;
        this.options = options;
        check();
        registerBuffer(SAMPLES, options.randomSamples());
    }

    private void check() {
        Extent outputSize = options.outputSize();
        double[] outputRatio = options.outputRatio();
        if (dims > 2 && Arrays.stream(kernelSize.sizes()).anyMatch(size -> size <= 0)) {
            throw Checks.value("kernel_size must be greater than 0, but got " + kernelSize);
        }
        if (outputSize == null && outputRatio == null) {
            throw Checks.value(
                    "FractionalMaxPool"
                            + dims
                            + "d requires specifying either an output size, or a pooling ratio");
        }
        if (outputSize != null && outputRatio != null) {
            throw Checks.value("only one of output_size and output_ratio may be specified");
        }
        if (outputRatio != null
                && Arrays.stream(outputRatio).anyMatch(ratio -> ratio <= 0 || ratio >= 1)) {
            throw Checks.value(
                    "output_ratio must be between 0 and 1 (got "
                            + (outputRatio.length == 1
                                    ? PythonFormat.repr(outputRatio[0])
                                    : PythonFormat.tuple(outputRatio))
                            + ")");
        }
    }

    @Override
    protected Tensor forward(Tensor input) {
        return FractionalPooling.fractionalMaxPoolNd(dims, input, kernelSize, places());
    }

    @Override
    MaxPoolResult forwardWithIndices(Tensor input) {
        return FractionalPooling.fractionalMaxPoolNdWithIndices(dims, input, kernelSize, places());
    }

    private FractionalMaxPoolFuncSpec places() {
        return new FractionalMaxPoolFuncSpec(
                options.outputSize(), options.outputRatio(), buffer(SAMPLES));
    }
}
