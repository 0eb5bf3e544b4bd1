package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Printed;
import org.panamatorch.internal.nn.linear.LinearSpecs.LinearSpec;
import org.panamatorch.internal.nn.loss.LinearLosses;
import org.panamatorch.internal.nn.loss.LossSpecs.LinearCrossEntropyFuncSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.LinearCrossEntropyLossSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.LinearCrossEntropySpec;
import org.panamatorch.internal.print.PythonFormat;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * A linear map and the cross entropy between its outputs and classes, given as indices or as
 * probabilities.
 *
 * <p>Shapes: input (N, in) or (in); target (), (N) or (N, d₁, …) of {@code int64} for indices, or
 * the logits' (N, C, d₁, …) for probabilities; output a scalar, or the shape of the indices without
 * reduction. A class that is out of range is refused.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.LinearCrossEntropyLoss.html">torch.nn.LinearCrossEntropyLoss</a>
 */
public final class LinearCrossEntropyLoss extends BinaryModule {
    private static final String LINEAR = "linear";

    private final long numClasses;
    private final LinearCrossEntropyLossSpec options;

    /**
     * Makes the module with the defaults.
     *
     * @param inFeatures the size of the input's last dimension
     * @param numClasses the number of classes, C
     */
    public LinearCrossEntropyLoss(long inFeatures, long numClasses) {
        this(inFeatures, numClasses, LinearCrossEntropyLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param inFeatures the size of the input's last dimension
     * @param numClasses the number of classes, C
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if the weights are not one a class, or the smoothing
     *     is not within 0 and 1
     */
    public LinearCrossEntropyLoss(
            long inFeatures,
            long numClasses,
            Consumer<? super LinearCrossEntropyLossOptions> options) {
        this(
                inFeatures,
                numClasses,
                LinearCrossEntropyLossOptions.of(options, "LinearCrossEntropyLoss"));
    }

    private LinearCrossEntropyLoss(
            long inFeatures, long numClasses, LinearCrossEntropyLossSpec options) {
        check(numClasses, options);
        this.numClasses = numClasses;
        this.options = options;
        registerBuffer("weight", options.weight());
        long outputs = Arrays.stream(options.outFeatures()).reduce(numClasses, (a, b) -> a * b);
        part(
                LINEAR,
                new Linear(
                        inFeatures, outputs, new LinearSpec(options.bias(), options.parameters())));
    }

    private static void check(long numClasses, LinearCrossEntropyLossSpec options) {
        Tensor weight = options.weight();
        if (weight != null && !Arrays.equals(weight.sizes(), new long[] {numClasses})) {
            throw Checks.runtime(
                    "expected weight shape to be "
                            + PythonFormat.tuple(numClasses)
                            + ", got "
                            + PythonFormat.tuple(weight.sizes()));
        }
        double smoothing = options.labelSmoothing().doubleValue();
        if (smoothing < 0 || smoothing > 1) {
            throw Checks.runtime(
                    "expected label_smoothing to be in range [0, 1], got "
                            + PythonFormat.repr(options.labelSmoothing()));
        }
    }

    /**
     * The linear map.
     *
     * @return a part of this module
     */
    public Linear linear() {
        return (Linear) getSubmodule(LINEAR);
    }

    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        Linear linear = linear();
        long[] biasSize =
                LongStream.concat(LongStream.of(numClasses), Arrays.stream(options.outFeatures()))
                        .toArray();
        long[] weightSize = Arrays.copyOf(biasSize, biasSize.length + 1);
        weightSize[biasSize.length] = linear.inFeatures();
        try (Tensor linearWeight = linear.weight().reshape(weightSize);
                Tensor linearBias =
                        linear.bias() == null ? null : linear.bias().reshape(biasSize)) {
            return LinearLosses.linearCrossEntropy(
                    input,
                    linearWeight,
                    target,
                    new LinearCrossEntropyFuncSpec(
                            linearBias,
                            buffer("weight"),
                            options.reduction(),
                            options.ignoreIndex(),
                            options.labelSmoothing().doubleValue(),
                            options.options()));
        }
    }

    @Override
    protected String extraRepr() {
        LinearCrossEntropySpec saving = options.options();
        return "in_features="
                + linear().inFeatures()
                + ", num_classes="
                + numClasses
                + ", out_features="
                + PythonFormat.tuple(options.outFeatures())
                + ", bias="
                + PythonFormat.repr(linear().bias() != null)
                + ", reduction="
                + options.reduction()
                + ", ignore_index="
                + PythonFormat.repr(options.ignoreIndex())
                + ", label_smoothing="
                + PythonFormat.repr(options.labelSmoothing())
                + ", options="
                + (saving == null
                        ? "None"
                        : "LinearCrossEntropyOptions("
                                + Printed.alone(LinearCrossEntropyOptions.printed(saving))
                                + ")");
    }
}
