package org.panamatorch.nn;

import org.panamatorch.Tensor;
import org.panamatorch.TensorScope;
import org.panamatorch.internal.nn.Checks;
import org.panamatorch.internal.nn.Required;
import org.panamatorch.internal.nn.linear.LinearSpecs.LinearSpec;
import org.panamatorch.internal.nn.loss.LossSpecs.AdaptiveLogSoftmaxWithLossSpec;

import java.util.Arrays;
import java.util.function.Consumer;
import java.util.stream.LongStream;

/**
 * A softmax over very many classes of which most are rare: frequent ones have a logit each, the
 * others share clusters, the rarer the smaller.
 *
 * <p>Shapes: input (N, in) or (in), target (N) or (); output (N) or ().
 *
 * @see <a
 *     href="https://docs.pytorch.org/docs/2.13/generated/torch.nn.AdaptiveLogSoftmaxWithLoss.html">torch.nn.AdaptiveLogSoftmaxWithLoss</a>
 */
public final class AdaptiveLogSoftmaxWithLoss extends TypedModule<AdaptiveLogSoftmaxWithLoss> {
    private final long inFeatures;
    private final long nClasses;
    private final long[] cutoffs;
    private final long shortlistSize;

    /**
     * The results of a forward pass.
     *
     * @param output the log probabilities of the targets, (N) or ()
     * @param loss minus their mean, ()
     */
    public record Output(Tensor output, Tensor loss) {}

    /**
     * Makes the module with the defaults.
     *
     * @param inFeatures the size of the input's last dimension
     * @param nClasses the number of classes, which are sorted by how frequent they are
     * @param cutoffs where the clusters begin
     * @throws org.panamatorch.TorchException if the cutoffs do not increase from 1 to one less than
     *     the classes
     */
    public AdaptiveLogSoftmaxWithLoss(long inFeatures, long nClasses, long... cutoffs) {
        this(inFeatures, nClasses, cutoffs, AdaptiveLogSoftmaxWithLossOptions.defaults());
    }

    /**
     * Makes the module.
     *
     * @param inFeatures the size of the input's last dimension
     * @param nClasses the number of classes, which are sorted by how frequent they are
     * @param cutoffs where the clusters begin
     * @param options sets what is not to be as by default
     * @throws org.panamatorch.TorchException if the cutoffs do not increase from 1 to one less than
     *     the classes
     */
    public AdaptiveLogSoftmaxWithLoss(
            long inFeatures,
            long nClasses,
            long[] cutoffs,
            Consumer<? super AdaptiveLogSoftmaxWithLossOptions> options) {
        this(
                inFeatures,
                nClasses,
                cutoffs,
                AdaptiveLogSoftmaxWithLossOptions.of(options, "AdaptiveLogSoftmaxWithLoss"));
    }

    private AdaptiveLogSoftmaxWithLoss(
            long inFeatures,
            long nClasses,
            long[] cutoffs,
            AdaptiveLogSoftmaxWithLossSpec options) {
        this.inFeatures = inFeatures;
        this.nClasses = nClasses;
        checkCutoffs(Required.present(this, "cutoffs", cutoffs, "a list of integers"));
        this.cutoffs = LongStream.concat(Arrays.stream(cutoffs), LongStream.of(nClasses)).toArray();
        shortlistSize = cutoffs[0];
        long headSize = shortlistSize + cutoffs.length;
        part("head", linear(inFeatures, headSize, options.headBias(), options));
        ModuleList<Sequential> tail = part("tail", new ModuleList<>());
        for (int i = 0; i < cutoffs.length; i++) {
            long inner = innerSize(options.divValue(), i + 1);
            long size = this.cutoffs[i + 1] - cutoffs[i];
            Linear down = linear(inFeatures, inner, false, options);
            tail.append(new Sequential(down, linear(inner, size, false, options)));
        }
    }

    private static Linear linear(
            long in, long out, boolean bias, AdaptiveLogSoftmaxWithLossSpec options) {
        return new Linear(in, out, new LinearSpec(bias, options.parameters()));
    }

    // Python's floor division of floating-point numbers, which does not round the quotient up.
    private long innerSize(double divisor, int power) {
        double by = Math.pow(divisor, power);
        if (by == 0) {
            throw Checks.value("float floor division by zero");
        }
        if (Double.isNaN(by)) {
            throw Checks.value("cannot convert float NaN to integer");
        }
        double rest = inFeatures % by;
        double quotient = (inFeatures - rest) / by;
        return Math.round(rest != 0 && by < 0 ? quotient - 1 : quotient);
    }

    private void checkCutoffs(long... given) {
        if (given.length == 0) {
            throw Checks.value("cutoffs should be a sequence of length larger than 0");
        }
        boolean fits = given[0] > 0 && given[given.length - 1] <= nClasses - 1;
        for (int i = 1; i < given.length; i++) {
            fits &= given[i] > given[i - 1];
        }
        if (!fits) {
            throw Checks.value(
                    "cutoffs should be a sequence of unique, positive integers sorted in an"
                            + " increasing order, where each value is between 1 and n_classes-1");
        }
    }

    private Linear head() {
        return (Linear) getSubmodule("head");
    }

    private Tensor cluster(int index, Tensor input) {
        return ((Sequential) getSubmodule("tail." + index)).call(input);
    }

    /** Draws new initial values. */
    public void resetParameters() {
        modules()
                .forEach(
                        module -> {
                            if (module instanceof Linear linear) {
                                linear.resetParameters();
                            }
                        });
    }

    /**
     * Computes the log probabilities of classes, and the loss.
     *
     * @param input the input, (N, in) or (in)
     * @param target the classes, (N) or ()
     * @return the log probabilities and the loss
     * @throws org.panamatorch.TorchException if shapes do not fit, or a class is out of range
     */
    public Output call(Tensor input, Tensor target) {
        return callWithHooks(this::forward, input, target);
    }

    /** Computes what {@link #call(Tensor, Tensor)} returns. */
    Output forward(Tensor input, Tensor target) {
        checkTarget(input, target);
        boolean batched = target.dim() > 0;
        try (TensorScope scope = new TensorScope()) {
            Tensor output =
                    targetLogProbs(
                            batched ? input : input.unsqueeze(0),
                            batched ? target : target.unsqueeze(0));
            Tensor loss = output.neg().mean();
            return new Output(scope.keep(batched ? output : output.squeeze(0)), scope.keep(loss));
        }
    }

    private Tensor targetLogProbs(Tensor input, Tensor target) {
        long batch = target.size(0);
        Tensor output = input.newZeros(batch);
        Tensor gathered = target.newEmpty(batch);
        long used = 0;
        for (int i = 0; i < cutoffs.length; i++) {
            long low = i == 0 ? 0 : cutoffs[i - 1];
            Tensor isInside = target.ge(low).bitwiseAnd(target.lt(cutoffs[i]));
            Tensor rows = isInside.nonzero().squeeze();
            if (rows.numel() == 0) {
                continue;
            }
            if (i == 0) {
                gathered.indexCopy_(0, rows, target.maskedSelect(isInside));
            } else {
                Tensor relative = target.maskedSelect(isInside).sub(low);
                Tensor logits = cluster(i - 1, input.indexSelect(0, rows));
                gathered.indexFill_(0, rows, shortlistSize + i - 1);
                Tensor chosen = logits.logSoftmax(1).gather(1, relative.unsqueeze(1));
                output.indexCopy_(0, rows, chosen.squeeze(1));
            }
            used += rows.numel();
        }
        if (used != batch) {
            throw Checks.runtime(
                    "Target values should be in [0, "
                            + (nClasses - 1)
                            + "], but values in range ["
                            + target.min().item()
                            + ", "
                            + target.max().item()
                            + "] were found. ");
        }
        Tensor headLogProbs = head().call(input).logSoftmax(1);
        return output.add_(headLogProbs.gather(1, gathered.unsqueeze(1)).squeeze());
    }

    private static void checkTarget(Tensor input, Tensor target) {
        Required.tensor("AdaptiveLogSoftmaxWithLoss", "input", input);
        int dim = Required.tensor("AdaptiveLogSoftmaxWithLoss", "target", target).dim();
        if (dim > 1) {
            throw Checks.runtime("0D or 1D target tensor expected, multi-target not supported");
        }
        if (dim == 1 && input.size(0) != target.size(0)) {
            throw Checks.runtime(
                    "Input and target should have the same size in the batch dimension.");
        }
        if (input.dim() != dim + 1) {
            throw Checks.runtime(
                    dim
                            + "D target tensor expects "
                            + (dim + 1)
                            + "D input tensors, but found inputs with size "
                            + input.shape());
        }
    }

    /**
     * The log probabilities of all classes.
     *
     * @param input the input, (N, in)
     * @return (N, classes)
     * @throws org.panamatorch.TorchException if the shape does not fit
     */
    public Tensor logProb(Tensor input) {
        try (TensorScope scope = new TensorScope()) {
            return scope.keep(fullLogProbs(input, head().call(input)));
        }
    }

    private Tensor fullLogProbs(Tensor input, Tensor headOutput) {
        Tensor all = input.newEmpty(headOutput.size(0), nClasses);
        Tensor headLogProbs = headOutput.logSoftmax(1);
        all.narrow(1, 0, shortlistSize).copy_(headLogProbs.narrow(1, 0, shortlistSize));
        for (int i = 0; i + 1 < cutoffs.length; i++) {
            Tensor logProbs = cluster(i, input).logSoftmax(1);
            Tensor sum = logProbs.add(headLogProbs.select(1, shortlistSize + i).unsqueeze(1));
            all.narrow(1, cutoffs[i], cutoffs[i + 1] - cutoffs[i]).copy_(sum);
        }
        return all;
    }

    /**
     * The most probable classes.
     *
     * @param input the input, (N, in)
     * @return (N), of {@code int64}
     * @throws org.panamatorch.TorchException if the shape does not fit
     */
    public Tensor predict(Tensor input) {
        try (TensorScope scope = new TensorScope()) {
            Tensor headOutput = head().call(input);
            Tensor best = headOutput.argmax(1L);
            Tensor isRare = best.ge(shortlistSize);
            if (!Checks.isTrue(isRare.any())) {
                return scope.keep(best);
            }
            if (Checks.isTrue(isRare.all())) {
                return scope.keep(fullLogProbs(input, headOutput).argmax(1L));
            }
            Tensor rows = isRare.nonzero().squeeze(1);
            Tensor rare = fullLogProbs(input.indexSelect(0, rows), headOutput.indexSelect(0, rows));
            best.indexCopy_(0, rows, rare.argmax(1L));
            return scope.keep(best);
        }
    }
}
