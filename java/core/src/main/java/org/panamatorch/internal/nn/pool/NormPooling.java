package org.panamatorch.internal.nn.pool;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.declare.Leaves;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Extent;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.Sizes;
import org.panamatorch.internal.nn.pool.PoolSpecs.AvgPool1dSpec;
import org.panamatorch.internal.nn.pool.PoolSpecs.AvgPoolSpec;
import org.panamatorch.internal.nn.pool.PoolSpecs.LPPoolSpec;
import org.panamatorch.internal.nn.pool.PoolSpecs.MaxPoolFuncSpec;

import java.util.Arrays;

/** Norms of windows. */
@Facade("org.panamatorch.nn.Functional")
public final class NormPooling {
    private NormPooling() {}

    /**
     * The p-norms of the windows that slide over an input: {@code (Σ xᵖ)^(1/p)}.
     *
     * <p>Shapes: input (N, C, *) or (C, *), output (N, C, *ₒ) or without N.
     *
     * @param input the input
     * @param normType the p of the norm; infinite for the maximum
     * @param kernelSize the size of the window
     * @return the norms
     * @throws org.panamatorch.TorchException if shapes, dtypes or devices do not fit
     */
    @Leaves
    public static Tensor lpPoolNd(
            int dims, Tensor input, Number normType, Extent kernelSize, LPPoolSpec options) {
        String operation = "lp_pool" + dims + "d";
        double p = Required.real(operation, "normType", normType).doubleValue();
        Required.tensor(operation, "input", input);
        long[] window = Sizes.expand(kernelSize.sizes(), dims);
        if (dims > 1 && window.length != dims) {
            throw Checks.value(
                    window.length < dims
                            ? "not enough values to unpack (expected "
                                    + dims
                                    + ", got "
                                    + window.length
                                    + ")"
                            : "too many values to unpack (expected " + dims + ")",
                    operation,
                    "input",
                    input,
                    "kernelSize",
                    window);
        }
        if (p == 0) {
            throw Checks.value(
                    "float division by zero", operation, "input", input, "normType", normType);
        }
        try (TensorScope scope = new TensorScope()) {
            if (p == Double.POSITIVE_INFINITY) {
                return scope.keep(max(dims, input.abs(), window, options));
            }
            if (p == Double.NEGATIVE_INFINITY) {
                return scope.keep(max(dims, input.abs().neg(), window, options).neg());
            }
            Tensor mean = mean(dims, input.pow(normType), window, options);
            Tensor signed = mean.sign().mul(mean.abs().relu());
            long elements = Arrays.stream(window).reduce(1, (a, b) -> a * b);
            return scope.keep(signed.mul(elements).pow(1.0 / p));
        }
    }

    private static Tensor max(int dims, Tensor input, long[] window, LPPoolSpec options) {
        return MaxPooling.maxPoolNd(
                dims,
                input,
                Extent.tupleOrNull(window),
                new MaxPoolFuncSpec(
                        options.stride(), Extent.single(0), Extent.single(1), options.ceilMode()));
    }

    private static Tensor mean(int dims, Tensor input, long[] window, LPPoolSpec options) {
        Extent kernelSize = Extent.tupleOrNull(window);
        Extent none = Extent.single(0);
        return dims == 1
                ? AveragePooling.avgPool1d(
                        input,
                        kernelSize,
                        new AvgPool1dSpec(options.stride(), none, options.ceilMode(), true))
                : AveragePooling.avgPoolNd(
                        dims,
                        input,
                        kernelSize,
                        new AvgPoolSpec(options.stride(), none, options.ceilMode(), true, null));
    }
}
