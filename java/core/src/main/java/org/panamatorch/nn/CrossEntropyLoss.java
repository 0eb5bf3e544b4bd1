package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.internal.nn.loss.ClassificationLosses;
import org.panamatorch.internal.nn.loss.CrossEntropyLossSpec;

import java.util.function.Consumer;

/**
 * The cross entropy between logits and classes, given as indices or as probabilities.
 *
 * <p>Shapes: input (C), (N, C) or (N, C, d₁, …); target (), (N) or (N, d₁, …) of {@code int64} for
 * indices, or the input's for probabilities; output a scalar, or the shape of the indices without
 * reduction.
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.CrossEntropyLoss.html">torch.nn.CrossEntropyLoss</a>
 */
public final class CrossEntropyLoss extends BinaryModule {
    private final CrossEntropyLossSpec options;

    /** Makes the module with the defaults. */
    public CrossEntropyLoss() {
        this(CrossEntropyLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param options sets what is not to be as by default
     */
    public CrossEntropyLoss(Consumer<? super CrossEntropyLossOptions> options) {
        this(CrossEntropyLossOptions.of(options, "CrossEntropyLoss"));
    }

    private CrossEntropyLoss(CrossEntropyLossSpec options) {
        this.options = options;
        registerBuffer("weight", options.weight());
    }

    /**
     * Computes the loss.
     *
     * @param input the logits
     * @param target the classes
     * @return the loss
     * @throws org.panamatorch.TorchException if shapes or dtypes do not fit, or a class is out of
     *     range
     */
    @Override
    protected Tensor forward(Tensor input, Tensor target) {
        return ClassificationLosses.crossEntropy(
                input,
                target,
                new CrossEntropyLossSpec(
                        buffer("weight"),
                        options.ignoreIndex(),
                        options.reduction(),
                        options.labelSmoothing()));
    }
}
