package org.panamatorch.nn.utils;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.Torch;
import org.panamatorch.TorchException;
import org.panamatorch.TorchException.Kind;
import org.panamatorch.internal.call.Arguments;
import org.panamatorch.internal.nn.utils.UtilsSpecs.FuseConvBnSpec;
import org.panamatorch.internal.nn.utils.UtilsSpecs.FuseLinearBnSpec;
import org.panamatorch.nn.ConvNd;
import org.panamatorch.nn.Linear;
import org.panamatorch.nn.Module;
import org.panamatorch.nn.NormBase;

import java.util.Arrays;
import java.util.function.Consumer;

/**
 * Layers and the batch normalization behind them as one layer, for inference.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.utils.fuse_conv_bn_eval.html">torch.nn.utils.fuse_conv_bn_eval</a>
 */
public final class Fusion {
    private static final String WEIGHT = "weight";
    private static final String BIAS = "bias";

    private Fusion() {}

    /**
     * The parameters of a fused layer.
     *
     * @param weight the weight, a new leaf
     * @param bias the bias, a new leaf
     */
    public record Fused(Tensor weight, Tensor bias) {}

    /**
     * Fuses a convolution and a batch normalization.
     *
     * @param conv the convolution, in evaluation mode
     * @param bn the normalization, in evaluation mode and with running statistics
     * @param <C> the convolution's class
     * @return a new convolution
     * @throws TorchException if one is in training mode, or the statistics are not there
     */
    public static <C extends ConvNd> C fuseConvBnEval(C conv, NormBase bn) {
        return fuseConvBnEval(conv, bn, false);
    }

    /**
     * Fuses a convolution and a batch normalization.
     *
     * @param conv the convolution, in evaluation mode
     * @param bn the normalization, in evaluation mode and with running statistics
     * @param transpose whether the convolution is a transposed one; no by default
     * @param <C> the convolution's class
     * @return a new convolution
     * @throws TorchException if one is in training mode, or the statistics are not there
     */
    @SuppressWarnings("unchecked") // A copy has the class of the original.
    public static <C extends ConvNd> C fuseConvBnEval(C conv, NormBase bn, boolean transpose) {
        requireEval(conv, bn);
        C fused = (C) conv.copy();
        requireStatistics(bn);
        return with(
                fused,
                fuseConvBnWeights(
                        fused.attribute(WEIGHT),
                        bn.runningMean(),
                        bn.runningVar(),
                        bn.eps(),
                        new FuseConvBnSpec(
                                fused.attribute(BIAS), bn.weight(), bn.bias(), transpose)));
    }

    /**
     * The parameters of a convolution without a bias that does what a convolution and a batch
     * normalization without weight and bias do.
     *
     * @param convW the convolution's weight
     * @param bnRm the running means
     * @param bnRv the running variances
     * @param bnEps what is added to the variances
     * @return weight and bias
     */
    public static Fused fuseConvBnWeights(Tensor convW, Tensor bnRm, Tensor bnRv, double bnEps) {
        return fuseConvBnWeights(convW, bnRm, bnRv, bnEps, FuseConvBnOptions.defaults());
    }

    /**
     * The parameters of a convolution that does what a convolution and a batch normalization do.
     *
     * @param convW the convolution's weight
     * @param bnRm the running means
     * @param bnRv the running variances
     * @param bnEps what is added to the variances
     * @param options sets the biases and the normalization's weight, and what is not to be as by
     *     default
     * @return weight and bias
     */
    public static Fused fuseConvBnWeights(
            Tensor convW,
            Tensor bnRm,
            Tensor bnRv,
            double bnEps,
            Consumer<? super FuseConvBnOptions> options) {
        return fuseConvBnWeights(
                convW, bnRm, bnRv, bnEps, FuseConvBnOptions.of(options, "fuseConvBnWeights"));
    }

    private static Fused fuseConvBnWeights(
            Tensor convW, Tensor bnRm, Tensor bnRv, double bnEps, FuseConvBnSpec options) {
        requireTensors("fuseConvBnWeights", convW, "convW", bnRm, bnRv);
        try (TensorScope scope = new TensorScope()) {
            Tensor convB = options.convB();
            Tensor bias = convB == null ? Torch.zerosLike(bnRm) : convB;
            Tensor scale = options.bnW() == null ? Torch.onesLike(bnRm) : options.bnW();
            Tensor shift = options.bnB() == null ? Torch.zerosLike(bnRm) : options.bnB();
            Tensor inverse = bnRv.add(bnEps).rsqrt();
            // At least two, as in Python: a weight of fewer broadcasts.
            long[] shape = new long[Math.max(convW.dim(), 2)];
            Arrays.fill(shape, 1);
            shape[options.transpose() ? 1 : 0] = -1;
            Tensor fusedW = convW.mul(scale.mul(inverse).reshape(shape)).to(convW.dtype());
            Tensor fusedB =
                    bias.sub(bnRm)
                            .mul(inverse)
                            .mul(scale)
                            .add(shift)
                            .to(convB == null ? convW.dtype() : convB.dtype());
            return new Fused(
                    parameter(scope, fusedW, convW.requiresGrad()),
                    parameter(scope, fusedB, bias.requiresGrad()));
        }
    }

    /**
     * Fuses a linear map and a batch normalization.
     *
     * @param linear the map, in evaluation mode
     * @param bn the normalization, in evaluation mode and with running statistics
     * @return a new linear map
     * @throws TorchException if one is in training mode, the statistics are not there, or the
     *     normalization has neither one feature nor as many as the map has outputs
     */
    public static Linear fuseLinearBnEval(Linear linear, NormBase bn) {
        requireEval(linear, bn);
        Linear fused = (Linear) linear.copy();
        if (linear.outFeatures() != bn.numFeatures() && bn.numFeatures() != 1) {
            throw new TorchException(
                    Kind.VALUE,
                    "To fuse, linear.out_features == bn.num_features or bn.num_features == 1, got"
                            + " linear.out_features="
                            + linear.outFeatures()
                            + " and bn.num_features="
                            + bn.numFeatures());
        }
        requireStatistics(bn);
        return with(
                fused,
                fuseLinearBnWeights(
                        fused.weight(),
                        bn.runningMean(),
                        bn.runningVar(),
                        bn.eps(),
                        bn.weight(),
                        bn.bias(),
                        new FuseLinearBnSpec(fused.bias())));
    }

    /**
     * The parameters of a linear map that does what one without a bias and a batch normalization
     * do.
     *
     * @param linearW the map's weight
     * @param bnRm the running means
     * @param bnRv the running variances
     * @param bnEps what is added to the variances
     * @param bnW the normalization's weight
     * @param bnB its bias
     * @return weight and bias
     */
    public static Fused fuseLinearBnWeights(
            Tensor linearW, Tensor bnRm, Tensor bnRv, double bnEps, Tensor bnW, Tensor bnB) {
        return fuseLinearBnWeights(
                linearW, bnRm, bnRv, bnEps, bnW, bnB, FuseLinearBnOptions.defaults());
    }

    /**
     * The parameters of a linear map that does what a linear map and a batch normalization do.
     *
     * @param linearW the map's weight
     * @param bnRm the running means
     * @param bnRv the running variances
     * @param bnEps what is added to the variances
     * @param bnW the normalization's weight
     * @param bnB its bias
     * @param options sets the map's bias
     * @return weight and bias
     */
    public static Fused fuseLinearBnWeights(
            Tensor linearW,
            Tensor bnRm,
            Tensor bnRv,
            double bnEps,
            Tensor bnW,
            Tensor bnB,
            Consumer<? super FuseLinearBnOptions> options) {
        return fuseLinearBnWeights(
                linearW,
                bnRm,
                bnRv,
                bnEps,
                bnW,
                bnB,
                FuseLinearBnOptions.of(options, "fuseLinearBnWeights"));
    }

    private static Fused fuseLinearBnWeights(
            Tensor linearW,
            Tensor bnRm,
            Tensor bnRv,
            double bnEps,
            Tensor bnW,
            Tensor bnB,
            FuseLinearBnSpec options) {
        requireTensors("fuseLinearBnWeights", linearW, "linearW", bnRm, bnRv);
        Arguments.requirePresent(bnW, "fuseLinearBnWeights", "bnW", "a tensor");
        try (TensorScope scope = new TensorScope()) {
            Tensor linearB = options.linearB();
            Tensor bias = linearB == null ? Torch.zerosLike(bnRm) : linearB;
            Tensor scale = bnW.mul(bnRv.add(bnEps).rsqrt());
            Tensor fusedW = linearW.mul(scale.unsqueeze(-1).to(linearW.dtype()));
            Tensor fusedB =
                    bias.sub(bnRm)
                            .mul(scale)
                            .add(bnB)
                            .to(linearB == null ? linearW.dtype() : linearB.dtype());
            return new Fused(
                    parameter(scope, fusedW, linearW.requiresGrad()),
                    parameter(scope, fusedB, bias.requiresGrad()));
        }
    }

    private static Tensor parameter(TensorScope scope, Tensor value, boolean requiresGrad) {
        return scope.keep(value.detach()).requiresGrad_(requiresGrad);
    }

    private static <M extends Module> M with(M module, Fused fused) {
        module.registerParameter(WEIGHT, fused.weight, fused.weight.requiresGrad());
        module.registerParameter(BIAS, fused.bias, fused.bias.requiresGrad());
        return module;
    }

    private static void requireTensors(
            String operation, Tensor weight, String name, Tensor bnRm, Tensor bnRv) {
        Arguments.requirePresent(weight, operation, name, "a tensor");
        Arguments.requirePresent(bnRm, operation, "bnRm", "a tensor");
        Arguments.requirePresent(bnRv, operation, "bnRv", "a tensor");
    }

    private static void requireEval(Module layer, NormBase bn) {
        Arguments.requirePresent(layer, "Fusion", "layer", "a module");
        Arguments.requirePresent(bn, "Fusion", "bn", "a batch normalization");
        if (layer.isTraining() || bn.isTraining()) {
            throw new TorchException(Kind.VALUE, "Fusion only for eval!");
        }
    }

    private static void requireStatistics(NormBase bn) {
        if (bn.runningMean() == null || bn.runningVar() == null) {
            throw new TorchException(
                    Kind.VALUE, "bn.running_mean and bn.running_var must not be None");
        }
    }
}
