package org.panamatorch.internal.nn.dropout;

import org.panamatorch.Tensor;
import org.panamatorch.Warnings;
import org.panamatorch.internal.aten.AtenA;
import org.panamatorch.internal.aten.AtenD;
import org.panamatorch.internal.aten.AtenF;
import org.panamatorch.internal.declare.AsModule;
import org.panamatorch.internal.declare.Facade;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.dropout.DropoutSpecs.AlphaDropoutFuncSpec;
import org.panamatorch.internal.nn.dropout.DropoutSpecs.DropoutFuncSpec;
import org.panamatorch.internal.nn.dropout.DropoutSpecs.DropoutSpec;

/** Dropout of elements and of channels. */
@Facade("org.panamatorch.nn.Functional")
public final class Dropouts {
    private static final int DIMS_1D = 3;
    private static final int DIMS_2D = 4;
    private static final int DIMS_3D = 5;

    private Dropouts() {}

    /**
     * Zeroes elements at random in training and scales the others by {@code 1 / (1 - p)}.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    @AsModule(value = "Dropout", options = DropoutSpec.class, takesFirst = true)
    public static Tensor dropout(Tensor input, DropoutFuncSpec options) {
        Checks.probability("dropout", input, options.p());
        return options.inplace()
                ? AtenD.dropout_(input, options.p(), options.training())
                : AtenD.dropout(input, options.p(), options.training());
    }

    /**
     * Zeroes whole channels at random in training and scales the others by {@code 1 / (1 - p)}.
     *
     * <p>Shapes: input and output (N, C, L) or (C, L).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1, or the input
     *     has the wrong number of dimensions
     */
    @AsModule(value = "Dropout1d", options = DropoutSpec.class, takesFirst = true)
    public static Tensor dropout1d(Tensor input, DropoutFuncSpec options) {
        Checks.probability("dropout1d", input, options.p());
        return channels(input, options, isBatched1d(input));
    }

    /**
     * Zeroes whole channels at random in training and scales the others by {@code 1 / (1 - p)}.
     *
     * <p>Shapes: input and output (N, C, H, W), or (N, C, L).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    @AsModule(value = "Dropout2d", options = DropoutSpec.class, takesFirst = true)
    public static Tensor dropout2d(Tensor input, DropoutFuncSpec options) {
        Checks.probability("dropout2d", input, options.p());
        warn2d(Required.tensor("dropout2d", "input", input).dim());
        return channels(input, options, true);
    }

    /**
     * Zeroes whole channels at random in training and scales the others by {@code 1 / (1 - p)}.
     *
     * <p>Shapes: input and output (N, C, D, H, W) or (C, D, H, W).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    @AsModule(value = "Dropout3d", options = DropoutSpec.class, takesFirst = true)
    public static Tensor dropout3d(Tensor input, DropoutFuncSpec options) {
        Checks.probability("dropout3d", input, options.p());
        return channels(
                input, options, isBatched3d(Required.tensor("dropout3d", "input", input).dim()));
    }

    /**
     * Sets elements at random to the negative limit of SELU, and keeps mean and variance.
     *
     * <p>Shapes: input and output (*).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public static Tensor alphaDropout(Tensor input, AlphaDropoutFuncSpec options) {
        Checks.probability("alphaDropout", input, options.p());
        return options.inplace()
                ? AtenA.alpha_dropout_(input, options.p(), options.training())
                : AtenA.alpha_dropout(input, options.p(), options.training());
    }

    /**
     * Sets whole channels at random to the negative limit of SELU, and keeps mean and variance.
     *
     * <p>Shapes: input and output (N, C, *).
     *
     * @param input the input
     * @return the output
     * @throws org.panamatorch.TorchException if the probability is not within 0 and 1
     */
    public static Tensor featureAlphaDropout(Tensor input, AlphaDropoutFuncSpec options) {
        Checks.probability("featureAlphaDropout", input, options.p());
        return options.inplace()
                ? AtenF.feature_alpha_dropout_(input, options.p(), options.training())
                : AtenF.feature_alpha_dropout(input, options.p(), options.training());
    }

    private static boolean isBatched1d(Tensor input) {
        int dim = Required.tensor("dropout1d", "input", input).dim();
        if (dim != DIMS_1D && dim != DIMS_1D - 1) {
            throw Checks.runtime(
                    "dropout1d: Expected 2D or 3D input, but received a "
                            + dim
                            + "D input. Note that dropout1d exists to provide channel-wise dropout"
                            + " on inputs with 1 spatial dimension, a channel dimension, and an"
                            + " optional batch dimension (i.e. 2D or 3D inputs).",
                    "dropout1d",
                    "input",
                    input);
        }
        return dim == DIMS_1D;
    }

    private static void warn2d(int dim) {
        if (dim != DIMS_2D && dim != DIMS_2D - 1) {
            deprecated("dropout2d", dim, "2 spatial dimensions", "3D or 4D");
        }
        if (dim == DIMS_2D - 1) {
            Warnings.warn(
                    "dropout2d: Received a 3D input to dropout2d and assuming that channel-wise 1D"
                        + " dropout behavior is desired - input is interpreted as shape (N, C, L),"
                        + " where C is the channel dim. This behavior will change in a future"
                        + " release to interpret the input as one without a batch dimension, i.e."
                        + " shape (C, H, W). To maintain the 1D channel-wise dropout behavior,"
                        + " please switch to using dropout1d instead.");
        }
    }

    private static boolean isBatched3d(int dim) {
        if (dim != DIMS_3D && dim != DIMS_3D - 1) {
            deprecated("dropout3d", dim, "3 spatial dimensions", "4D or 5D");
        }
        return dim == DIMS_3D;
    }

    private static void deprecated(String name, int dim, String spatial, String expected) {
        Warnings.warn(
                name
                        + ": Received a "
                        + dim
                        + "-D input to "
                        + name
                        + ", which is deprecated and will result in an error in a future release."
                        + " To retain the behavior and silence this warning, please use dropout"
                        + " instead. Note that "
                        + name
                        + " exists to provide channel-wise dropout on inputs with "
                        + spatial
                        + ", a channel dimension, and an optional batch dimension (i.e. "
                        + expected
                        + " inputs).");
    }

    private static Tensor channels(Tensor input, DropoutFuncSpec options, boolean isBatched) {
        if (options.inplace()) {
            Tensor batch = isBatched ? input : input.unsqueeze_(0);
            Tensor result = AtenF.feature_dropout_(batch, options.p(), options.training());
            return isBatched ? result : result.squeeze_(0);
        }
        if (isBatched) {
            return AtenF.feature_dropout(input, options.p(), options.training());
        }
        try (Tensor batch = input.unsqueeze(0);
                Tensor result = AtenF.feature_dropout(batch, options.p(), options.training())) {
            return result.squeeze(0);
        }
    }
}
